import { randomUUID } from 'node:crypto';

import { addManyParticipants } from './support/many-participants.js';
import { allReceived } from './support/all-received.js';
import { people } from './support/people.js';
import type { Person } from './support/person.js';
import { useServer } from './support/server.js';
import { numberedEvents } from './support/numbered-events.js';

useServer();

describe('adding people to a group', () => {
  it('pushes the chat to them and the change to everybody; from then on they receive the pushes of the chat', async () => {
    const { ada, ben, cleo, dora } = await people('ada', 'ben', 'cleo', 'dora');
    const chat = await ada.opensGroup('Boats', ben);
    await ada.says(chat, 'before them');
    const onPhone = await cleo.connects();

    const received = [cleo.waitFor('chat.created'), onPhone.waitFor('chat.created'), dora.waitFor('chat.created')];
    const pushed = ben.waitFor('participant.joined', ({ participant }) => participant.user.id === cleo.id);
    const added = await ada.adds(chat, cleo, dora);

    expect(added.map(({ user, role }) => [user.name, role]).sort()).toEqual([
      ['cleo', 'member'],
      ['dora', 'member'],
    ]);
    const joined = await pushed;
    expect(added).toContainEqual(joined.participant);
    expect(joined.participant).toMatchObject({ lastReadSeq: 1, lastDeliveredSeq: 1 });
    const views = await Promise.all(received);
    for (const view of views) expect(view).toMatchObject({ id: chat.id, title: 'Boats', unreadCount: 0, lastSeq: 2 });
    await allReceived(cleo, chat, ada.socket, ben.socket, cleo.socket, onPhone, dora.socket);
    expect(numberedEvents(ben.socket, chat)).toEqual([
      [1, 'message.created'],
      [2, 'participant.joined'],
      [3, 'participant.joined'],
      [4, 'message.created'],
      [5, 'message.created'],
    ]);
    expect(ben.socket?.all('message.created').map(({ rev, kind }) => [rev, kind])).toEqual([
      [1, 'text'],
      [4, 'system'],
      [5, 'text'],
    ]);
    for (const [socket, view] of [
      [cleo.socket, views[0]],
      [onPhone, views[1]],
      [dora.socket, views[2]],
    ] as const) {
      expect(numberedEvents(socket, chat).filter(([rev]) => rev > (view?.lastRev ?? 0))).toContainEqual([
        5,
        'message.created',
      ]);
      expect(socket?.all('chat.created')).toHaveLength(1);
    }
    expect(await cleo.chat(chat)).toMatchObject({ participantCount: 4, lastRev: 5 });
  });

  it('changes nothing for people who are in the group, and adds a person once when several calls add them at once', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const chat = await ada.opensGroup('Boats', ben);
    await ben.reads(chat, 0);

    expect(await ada.adds(chat, ben, ada, ben)).toHaveLength(2);
    expect((await ada.chat(chat)).lastRev).toBe(0);

    const answers = await Promise.all([ada.adds(chat, cleo), ada.adds(chat, cleo, ben), ada.adds(chat, cleo)]);
    await allReceived(ada, chat, ada.socket, ben.socket, cleo.socket);
    expect(new Set(answers.map((list) => list.find(({ user }) => user.id === cleo.id)?.id)).size).toBe(1);
    expect(await ada.chat(chat)).toMatchObject({ participantCount: 3, lastRev: 3 });
    expect(numberedEvents(ben.socket, chat)).toEqual([
      [1, 'participant.joined'],
      [2, 'message.created'],
      [3, 'message.created'],
    ]);
    expect(ben.socket?.all('message.created').map(({ kind }) => kind)).toEqual(['system', 'text']);
    expect(cleo.socket?.all('chat.created')).toHaveLength(1);
  });

  it('is refused to members and strangers, in direct chats, for unknown people, and beyond a thousand participants', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const group = await ada.opensGroup('Boats', ben);
    const direct = await ada.opensChatWith(ben);
    const add = (one: Person, chat: { id: string }, participants: unknown) =>
      one.call('POST', `/api/chats/${chat.id}/participants`, { participants });

    expect(await add(ben, group, [cleo.id])).toMatchObject({ status: 403, body: { code: 'chat.not_admin' } });
    expect(await add(ada, direct, [cleo.id])).toMatchObject({ status: 403, body: { code: 'chat.is_direct' } });
    expect(await add(cleo, group, [cleo.id])).toMatchObject({ status: 404, body: { code: 'chat.not_found' } });
    expect(await add(ada, group, [cleo.id, randomUUID()])).toMatchObject({ body: { code: 'user.not_found' } });
    for (const wrong of [undefined, null, [], ['no-id'], [null], {}, Array(501).fill(cleo.id)]) {
      expect(await add(ada, group, wrong)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    }
    await addManyParticipants(group, 998);
    expect(await add(ada, group, [cleo.id])).toMatchObject({
      body: { code: 'chat.full', params: { limit: 1000, plan: 'free' } },
    });
    expect(await add(ada, group, [ben.id])).toMatchObject({ status: 200 });
    expect(await ada.chat(group)).toMatchObject({ participantCount: 1000, lastRev: 0 });
    expect(await add(ada, await ada.opensGroup('Cars', ben), cleo.id)).toMatchObject({ status: 200 });
  });
});
