import { addManyParticipants } from './support/many-participants.js';
import { allReceived } from './support/all-received.js';
import { people } from './support/people.js';
import { useServer } from './support/server.js';

useServer();

describe('a read receipt', () => {
  it('is pushed to the chat when the mark moves, and only then', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const chat = await ada.opensChatWith(ben);
    const { participantId } = await ben.chat(chat);
    for (const word of ['one', 'two', 'three']) await ada.says(chat, word);

    const received = ada.waitFor('receipt.read');
    expect(await ben.socket?.request('chat.read', { chatId: chat.id, seq: 2 })).toEqual({
      status: 'success',
      data: { chatId: chat.id, lastReadSeq: 2, lastReadRev: 3, unreadCount: 1, mine: 1 },
    });
    expect(await received).toEqual({ chatId: chat.id, participantId, seq: 2, readByAllSeq: 2 });

    await ben.reads(chat, 1);
    await ben.reads(chat, 2);
    expect(await eve.socket?.request('chat.read', { chatId: chat.id, seq: 3 })).toMatchObject({
      code: 'chat.not_found',
    });
    expect(await ben.reads(chat, 1_000)).toMatchObject({ lastReadSeq: 3 });
    await allReceived(eve, await eve.opensChatWith(ada), ada.socket, eve.socket);
    expect(ada.socket?.all('receipt.read').map(({ seq }) => seq)).toEqual([2, 3]);
    expect(eve.socket?.all('receipt.read')).toEqual([]);
  });

  it('is combined for many marks that one person sends at once, and each call is answered', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    for (let n = 0; n < 20; n++) await ada.says(chat, 'hello');

    const marks = Array.from({ length: 20 }, (_, n) =>
      ben.socket!.request('chat.delivered', { chatId: chat.id, seq: n + 1 }),
    );
    for (const answer of await Promise.all(marks)) expect(answer.status).toBe('success');
    expect(await ben.chat(chat)).toMatchObject({ participants: [{ lastDeliveredSeq: 20 }, {}] });
    await allReceived(ada, chat, ada.socket, ben.socket);
    expect(ada.socket!.all('receipt.delivered').at(-1)).toMatchObject({ seq: 20 });
    expect(ada.socket!.all('receipt.delivered').length).toBeLessThanOrEqual(5);
  });

  it('is not pushed in a chat of more than a hundred', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensGroup('Crowd', ben);
    await addManyParticipants(chat, 99);
    await ada.says(chat, 'hello');

    expect(await ben.reads(chat, 1)).toMatchObject({ lastReadSeq: 1 });
    await allReceived(ada, chat, ada.socket, ben.socket);
    expect(ada.socket?.all('receipt.read')).toEqual([]);
    expect(ben.socket?.all('chat.read')).toHaveLength(1);
  });
});

describe('a delivery receipt', () => {
  it('is pushed to the chat when the mark moves, and not if a read receipt already implies it', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const chat = await ada.opensChatWith(ben);
    const { participantId } = await ben.chat(chat);
    for (const word of ['one', 'two', 'three']) await ada.says(chat, word);

    const received = ada.waitFor('receipt.delivered');
    expect(await ben.socket?.request('chat.delivered', { chatId: chat.id, seq: 2 })).toEqual({
      status: 'success',
      data: { chatId: chat.id, lastDeliveredSeq: 2, mine: 1 },
    });
    expect(await received).toEqual({ chatId: chat.id, participantId, seq: 2, deliveredToAllSeq: 2 });

    await ben.receives(chat, 1);
    expect(await eve.socket?.request('chat.delivered', { chatId: chat.id, seq: 3 })).toMatchObject({
      code: 'chat.not_found',
    });
    expect(await ben.reads(chat, 1)).toMatchObject({ lastReadSeq: 1, mine: 2 });
    expect(await ben.reads(chat, 3)).toMatchObject({ lastReadSeq: 3, mine: 3 });
    expect(await ben.receives(chat, 1_000)).toMatchObject({ lastDeliveredSeq: 3, mine: 3 });
    await allReceived(eve, await eve.opensChatWith(ada), ada.socket, eve.socket);
    expect(ada.socket?.all('receipt.delivered')).toHaveLength(1);
    expect(ada.socket?.all('receipt.read').map(({ seq }) => seq)).toEqual([1, 3]);
    expect(eve.socket?.all('receipt.delivered')).toEqual([]);
    expect(await ada.chat(chat)).toMatchObject({ deliveredToAllSeq: 3, readByAllSeq: 3 });
  });

  it('counts all people, also when their marks move at once', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const chat = await ada.opensGroup('Three', ben, eve);
    for (let seq = 1; seq <= 10; seq++) {
      await ada.says(chat, 'hello');
      await Promise.all([ben.receives(chat, seq), eve.receives(chat, seq)]);
    }
    await allReceived(ada, chat, ada.socket);
    const pushed = ada.socket?.all('receipt.delivered').map(({ deliveredToAllSeq }) => deliveredToAllSeq) ?? [];
    expect([pushed.length, Math.max(...pushed)]).toEqual([20, 10]);
  });

  it('is not pushed in a chat of more than a hundred', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensGroup('Crowd', ben);
    await addManyParticipants(chat, 99);
    await ada.says(chat, 'hello');

    expect(await ben.receives(chat, 1)).toMatchObject({ lastDeliveredSeq: 1 });
    await allReceived(ada, chat, ada.socket, ben.socket);
    expect(ada.socket?.all('receipt.delivered')).toEqual([]);
    expect(ben.socket?.all('chat.delivered')).toHaveLength(1);
  });
});

describe('a changed name', () => {
  it('is pushed to people who share a chat', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    await ada.opensChatWith(ben);
    const onPhone = await ada.connects();

    const received = [ben.waitFor('user.updated'), ada.waitFor('user.updated'), onPhone.waitFor('user.updated')];
    await ada.does('PATCH', '/api/me', { name: 'Ada L.' });

    for (const payload of await Promise.all(received))
      expect(payload).toEqual({ id: ada.id, name: 'Ada L.', avatar: null, data: null });
    expect(await ada.call('PATCH', '/api/me', { name: '' })).toMatchObject({ status: 400 });
    await allReceived(eve, await eve.opensChatWith(ben), eve.socket, ben.socket);
    expect(eve.socket?.all('user.updated')).toEqual([]);
    expect(ben.socket?.all('user.updated')).toHaveLength(1);
  });
});
