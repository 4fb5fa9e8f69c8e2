import { allReceived } from './support/all-received.js';
import { people, person } from './support/people.js';
import { server, useServer } from './support/server.js';

useServer();

const TOMBSTONE = { message: '', media: [], reply: null, reactions: [], deletedAt: expect.any(String) as string };

describe('deleting a message for everybody', () => {
  it('leaves a tombstone with the same seq, and erases its text and its versions from the database', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const said = await ada.says(chat, 'a secret', { reply: (await ben.says(chat, 'tell me')).id });
    await ada.edits(said, 'a greater secret');
    const answer = await ben.says(chat, 'I see', { reply: said.id });

    const received = ben.waitFor('message.deleted');
    const gone = await ada.deletes(said);
    expect(gone).toMatchObject({ id: said.id, seq: 2, rev: 5, ...TOMBSTONE });
    expect(await received).toMatchObject({ id: said.id, seq: 2, rev: 5, ...TOMBSTONE });

    const page = await ben.sees(chat);
    expect(page.map(({ seq }) => seq)).toEqual([3, 2, 1]);
    expect(page[1]).toEqual(gone);
    expect(page[0]).toMatchObject({ id: answer.id, reply: { id: said.id, message: '', deletedAt: gone.deletedAt } });
    expect(await ben.does('GET', `/api/chats/${chat.id}/search-messages?q=secret`)).toEqual([]);
    expect(await ben.does('GET', `/api/chats/${chat.id}/messages/${said.id}/versions`)).toEqual([]);
    const left = await server().sql<{ text: string }>(
      'select m::text text from messages m union all select v::text from message_versions v',
    );
    expect(left.filter(({ text }) => text.includes('secret'))).toEqual([]);
  });

  it('removes access to its file for a person who could see it only there', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const form = new FormData();
    form.append('message', '');
    form.append('media', new Blob(['for a while'], { type: 'text/plain' }), 'note.txt');
    type Sent = { id: string; chatId: string; media: { url: string }[] };
    const sent = await ada.does<Sent>('POST', `/api/chats/${chat.id}/media-messages`, form);
    const url = sent.media[0]?.url ?? '';
    expect(await ben.call('GET', url)).toMatchObject({ status: 200 });

    await ada.deletes(sent);
    expect(await ben.call('GET', url)).toMatchObject({ status: 404, body: { code: 'media.not_found' } });
  });

  it('removes the message from the unread count', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const [one, two] = [await ada.says(chat, 'one'), await ada.says(chat, 'two')];
    expect(await ben.chat(chat)).toMatchObject({ unreadCount: 2 });
    await ada.deletes(two);
    expect(await ben.chat(chat)).toMatchObject({ unreadCount: 1, lastMessage: { id: two.id, ...TOMBSTONE } });
    expect(await ben.chats()).toMatchObject([{ unreadCount: 1 }]);
    expect(await ben.reads(chat, one.seq)).toMatchObject({ lastReadSeq: 1, unreadCount: 0 });
  });

  it('is carried out once, and a retry of the send does not restore the message', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const said = await ada.says(chat, 'oops');
    const tombstones = await Promise.all(Array.from({ length: 8 }, () => ada.deletes(said)));
    for (const one of tombstones) expect(one).toEqual(tombstones[0]);
    expect(await ada.says(chat, 'oops', { id: said.id })).toEqual(tombstones[0]);
    expect(await ada.chat(chat)).toMatchObject({ lastSeq: 1, lastRev: 2 });
    expect((await ben.sees(chat)).map(({ message }) => message)).toEqual(['']);
  });

  it('is allowed to the sender and to the owner of the group; nobody can reply to a tombstone', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const eve = await person('eve');
    const group = await ada.opensGroup('Ours', ben, cleo);
    const direct = await ada.opensChatWith(ben);
    const [bens, adas] = [await ben.says(group, 'noise'), await ada.says(group, 'order')];
    const bensAlone = await ben.says(direct, 'between us');

    for (const one of [adas, bens]) {
      await expect(cleo.deletes(one)).rejects.toMatchObject({ code: 'message.not_yours' });
      await expect(eve.deletes(one)).rejects.toMatchObject({ code: 'chat.not_found' });
    }
    await expect(ada.deletes(bensAlone)).rejects.toMatchObject({ code: 'message.not_yours' });
    await expect(ben.deletes({ ...bens, id: adas.chatId })).rejects.toMatchObject({ code: 'message.not_found' });
    expect(await ada.deletes(bens)).toMatchObject(TOMBSTONE);
    await expect(ben.says(group, 'but', { reply: bens.id })).rejects.toMatchObject({ code: 'message.reply_not_found' });
    const path = `/api/chats/${group.id}/messages/${adas.id}`;
    expect(await ada.call('DELETE', `${path}?for=nobody`)).toMatchObject({ status: 400 });
    expect(await ben.sees(group)).toMatchObject([{ message: 'order', deletedAt: null }, TOMBSTONE]);
  });
});

describe('deleting a message for oneself', () => {
  it('leaves a tombstone for the caller on all devices, and changes nothing for others', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const said = await ada.says(chat, 'not for me to see');
    const received = ben.waitFor('message.hidden');
    const before = await ben.does<{ digest: Record<string, number[]> }>('POST', '/api/sync', {});

    const gone = await ben.deletes(said, 'me');
    expect(gone).toMatchObject({ id: said.id, seq: 1, rev: 1, ...TOMBSTONE });
    const mine = (before.digest[chat.id]?.[2] ?? 0) + 1;
    expect(await received).toEqual({ chatId: chat.id, messageId: said.id, deletedAt: gone.deletedAt, mine });
    expect(await ben.deletes(said, 'me')).toEqual(gone);
    expect(await ben.sees(chat)).toEqual([gone]);
    expect((await ben.chats())[0]?.lastMessage).toEqual(gone);
    expect((await ben.chat(chat)).lastMessage).toEqual(gone);
    expect(await ben.does('GET', `/api/chats/${chat.id}/search-messages?q=see`)).toEqual([]);
    expect(await ada.sees(chat)).toEqual([said]);
    expect(await ada.does('GET', `/api/chats/${chat.id}/search-messages?q=see`)).toMatchObject([said]);

    await allReceived(ada, chat, ada.socket);
    expect(ada.socket?.all('message.hidden')).toEqual([]);
    const digest = await ben.does<{ digest: Record<string, number[]> }>('POST', '/api/sync', {});
    expect(digest.digest[chat.id]?.[2]).toBe(mine);
    const held = { ...Object.fromEntries([[chat.id, [2, 2, mine - 1, 0]]]) };
    const synced = await ben.does<{ chats: Record<string, { hidden: unknown[] }> }>('POST', '/api/sync', {
      chats: held,
    });
    expect(synced.chats[chat.id]?.hidden).toEqual([{ messageId: said.id, deletedAt: gone.deletedAt }]);
  });
});
