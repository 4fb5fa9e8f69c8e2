import type { ChatView, ParticipantView } from '../src/contract/views/chat.view.js';
import { allReceived } from './support/all-received.js';
import { upload } from './support/files.js';
import { onAnotherDevice, people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';
import { numberedEvents } from './support/numbered-events.js';

useServer();

const participantIdOf = (chat: ChatView, { id }: Person): ParticipantView =>
  chat.participants.find(({ user }) => user.id === id) as ParticipantView;

describe('leaving a group', () => {
  it('ends all access at once, and is pushed to those who stay', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const chat = await ada.opensGroup('Boats', ben, cleo);
    const [media, message] = [await upload(ada), await cleo.says(chat, 'I was here')];
    await ada.does('POST', `/api/chats/${chat.id}/media-messages`, { message: '', media: { id: media.id } });
    const participant = (await cleo.chat(chat)).participantId;
    const inChat = `/api/chats/${chat.id}`;
    const calls: [string, string, object?][] = [
      ['GET', inChat],
      ['GET', `${inChat}/messages`],
      ['GET', `${inChat}/messages/${message.id}`],
      ['GET', `${inChat}/search-messages?q=here`],
      ['GET', `${inChat}/participants`],
      ['POST', `${inChat}/messages`, { message: 'still?' }],
      ['POST', `${inChat}/messages`, { message: 'I was here', id: message.id }],
      ['POST', `${inChat}/read`, { seq: 2 }],
      ['PUT', `${inChat}/pin`],
      ['POST', `${inChat}/messages/${message.id}/starred/${participant}`],
      ['DELETE', `${inChat}/participants/${participant}`],
    ];
    expect(await cleo.call('GET', `/api/media/${media.id}`)).toMatchObject({ status: 200 });

    const [pushed, removed] = [ben.waitFor('participant.left'), cleo.waitFor('chat.removed')];
    await cleo.leaves(chat);

    expect(await pushed).toMatchObject({ chatId: chat.id, participant: { id: participant }, rev: 3 });
    expect(await removed).toEqual({ chatId: chat.id });
    for (const [method, path, body] of calls) {
      expect(await cleo.call(method, path, body)).toMatchObject({ status: 404, body: { code: 'chat.not_found' } });
    }
    const events = [
      ['message.send', { message: 'still?' }],
      ['chat.read', { seq: 1 }],
      ['typing.start', {}],
      ['typing.stop', {}],
    ] as const;
    for (const [event, payload] of events) {
      const ack = await cleo.socket?.request(event, { chatId: chat.id, ...payload });
      expect(ack).toMatchObject({ code: 'chat.not_found' });
    }
    expect(await cleo.call('GET', `/api/media/${media.id}`)).toMatchObject({ status: 404 });
    expect(await cleo.chats()).toEqual([]);
    const elsewhere = await ada.opensChatWith(cleo);
    await ben.socket?.request('typing.start', { chatId: chat.id });
    await ben.says(chat, 'cleo has left');
    await allReceived(ada, elsewhere, cleo.socket);
    expect(numberedEvents(cleo.socket, chat).at(-1)).toEqual([3, 'participant.left']);
    expect(cleo.socket?.all('typing.started')).toEqual([]);
    expect(await ada.chat(chat)).toMatchObject({ participantCount: 2, lastRev: 5 });
  });

  it('is undone when somebody adds the person again: the same participant, with nothing unread', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const chat = await ada.opensGroup('Boats', ben, cleo);
    await ada.says(chat, 'first');
    const participant = (await cleo.chat(chat)).participantId;
    await ada.removes(chat, { id: participant });
    await ada.says(chat, 'second');

    const whole = cleo.waitFor('chat.created', ({ lastSeq }) => lastSeq > 0);
    const [back] = await ada.adds(chat, cleo);
    expect(back).toMatchObject({ id: participant, role: 'member', lastReadSeq: 3, lastDeliveredSeq: 3 });
    const view = await whole;
    expect(view).toMatchObject({ id: chat.id, participantId: participant, unreadCount: 0, lastSeq: 4, lastRev: 6 });
    await allReceived(ada, chat, cleo.socket, ben.socket);
    expect(numberedEvents(cleo.socket, chat).filter(([rev]) => rev > view.lastRev)).toEqual([[7, 'message.created']]);
    for (const missed of [3, 4]) expect(numberedEvents(cleo.socket, chat).map(([rev]) => rev)).not.toContain(missed);
    expect((await cleo.sees(chat)).map(({ message }) => message)).toEqual(['now', '', 'second', '', 'first']);
    const all = await ada.does<ParticipantView[]>('GET', `/api/chats/${chat.id}/participants`);
    expect(all.at(-1)?.id).toBe(participant);
  });

  it('makes the person who has been in the group longest the owner, when the owner leaves', async () => {
    const { ada, ben, cleo, dora } = await people('ada', 'ben', 'cleo', 'dora');
    const chat = await ada.opensGroup('Boats', ben);
    await ada.adds(chat, cleo);
    await ada.adds(chat, dora);
    await ada.removes(chat, participantIdOf(await ada.chat(chat), ben));
    await ada.adds(chat, ben);

    const pushed = dora.waitFor('participant.updated');
    await ada.leaves(chat);
    expect(await pushed).toMatchObject({ participant: { role: 'owner', user: { id: cleo.id } }, rev: 10 });
    await expect(dora.adds(chat, ada)).rejects.toMatchObject({ code: 'chat.not_admin' });
    expect(await cleo.adds(chat, ada)).toMatchObject([{ role: 'member' }]);
    for (const one of [dora, ben, ada, cleo]) await one.leaves(chat);
    expect(await server().sql('select last_rev from chats')).toEqual([{ last_rev: 22 }]);
  });

  it('is refused in direct chats; a member cannot remove others, the owner can', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const chat = await ada.opensGroup('Boats', ben, cleo);
    const direct = await ada.opensChatWith(ben);
    const [adaIn, cleoIn] = [participantIdOf(chat, ada), participantIdOf(chat, cleo)];

    await expect(ben.removes(chat, cleoIn)).rejects.toMatchObject({ httpStatus: 403, code: 'chat.not_admin' });
    await expect(ben.removes(chat, adaIn)).rejects.toMatchObject({ code: 'chat.not_admin' });
    await expect(ben.leaves(direct)).rejects.toMatchObject({ httpStatus: 403, code: 'chat.is_direct' });
    await expect(ada.removes(direct, participantIdOf(direct, ben))).rejects.toMatchObject({ code: 'chat.is_direct' });
    await ada.removes(chat, { id: cleoIn.id.toUpperCase() });
    await expect(ada.removes(chat, cleoIn)).rejects.toMatchObject({ httpStatus: 404, code: 'participant.not_found' });
    expect(await ada.chat(chat)).toMatchObject({ participantCount: 2, lastRev: 2 });
  });

  it('applies to every device of the person, also to one that connects later', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const cleo = await person('cleo');
    const chat = await ada.opensGroup('Boats', ben, cleo);
    const phone = await (await onAnotherDevice(cleo)).connects();

    const removed = phone.waitFor('chat.removed');
    await ada.removes(chat, participantIdOf(chat, cleo));
    await removed;
    const later = await cleo.connects();
    await allReceived(ada, chat, ben.socket);
    await allReceived(ada, await ada.opensChatWith(cleo), phone, later);
    expect(numberedEvents(phone, chat)).toEqual([[1, 'participant.left']]);
    expect(numberedEvents(later, chat)).toEqual([]);
  });

  it('removes the person from the threads of the group, also from one that they follow at the same moment', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const chat = await ada.opensGroup('Boats', ben, cleo);
    const participant = participantIdOf(chat, cleo);
    for (let round = 0; round < 10; round++) {
      const root = await ada.says(chat, 'Who sails?');
      const follow = (one: Person) => one.call<ChatView>('PUT', `/api/chats/${chat.id}/messages/${root.id}/thread`);
      const thread = (await follow(ben)).body.data;
      if (round % 2 === 0) await follow(cleo);
      const elsewhere = await ada.opensChatWith(cleo);

      const [followed] = await Promise.all([follow(cleo), ada.removes(chat, participant)]);
      expect([200, 404]).toContain(followed.status);
      expect(await cleo.call('GET', `/api/chats/${thread.id}`)).toMatchObject({ body: { code: 'chat.not_found' } });
      await ben.says(thread, 'without her');
      await allReceived(ada, elsewhere, cleo.socket);
      const received = numberedEvents(cleo.socket, thread);
      if (received.length > 0) expect(received.at(-1)?.[1]).toBe('participant.left');
      await ada.adds(chat, cleo);
      await expect(cleo.chat(thread)).rejects.toMatchObject({ code: 'chat.not_found' });
      expect((await follow(cleo)).body.data).toMatchObject({ unreadCount: 0, participantCount: 3 });
    }
  });
});
