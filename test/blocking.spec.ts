import type { ChatView, ParticipantView } from '../src/contract/views/chat.view.js';
import type { MessageView } from '../src/contract/views/message.view.js';
import { NO_STANDING, stepsOf } from './support/sync-calls.js';
import { allReceived } from './support/all-received.js';
import { onAnotherDevice, people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { tickPresence, presenceReceived, disconnects } from './support/presence.js';
import { useServer } from './support/server.js';

useServer();

const blocks = (one: Person, other: Person) => one.does('PUT', `/api/users/${other.id}/block`);
const unblocks = (one: Person, other: Person) => one.does('DELETE', `/api/users/${other.id}/block`);
const refusal = (code: string) => ({ body: { code } });

describe('blocking somebody', () => {
  it('refuses messages, threads, edits and reactions between the two, until neither blocks the other', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const hers = await ada.says(chat, 'hello');
    const his = await ben.says(chat, 'hello there');
    await ben.reacts(hers, '👍');
    const thread = await ben.does<ChatView>('PUT', `/api/chats/${chat.id}/messages/${hers.id}/thread`);
    const phone = await onAnotherDevice(ada);
    await phone.connects();

    const received = phone.waitFor('user.blocked');
    expect(await blocks(ada, ben)).toEqual({ userId: ben.id, blocked: true });
    expect(await received).toEqual({ userId: ben.id, blocked: true });
    await blocks(ada, ben);
    for (const [one, own, other] of [
      [ada, hers, his],
      [ben, his, hers],
    ] as const) {
      await expect(one.says(chat, 'again')).rejects.toMatchObject({ code: 'chat.blocked', httpStatus: 403 });
      expect(await one.socket!.request('message.send', { chatId: chat.id, message: 'x' })).toMatchObject({
        code: 'chat.blocked',
      });
      await expect(one.says(thread, 'aside')).rejects.toMatchObject({ code: 'chat.blocked' });
      const begun = one.does('PUT', `/api/chats/${chat.id}/messages/${his.id}/thread`);
      await expect(begun).rejects.toMatchObject({ code: 'chat.blocked' });
      await expect(one.edits(own, 'other words')).rejects.toMatchObject({ code: 'chat.blocked' });
      await expect(one.reacts(other, '🎉')).rejects.toMatchObject({ code: 'chat.blocked' });
      expect(await one.sees(chat)).toHaveLength(2);
      await one.reads(chat, 2);
    }
    await ben.unreacts(hers, '👍');
    await ada.does('DELETE', `/api/chats/${chat.id}/messages/${hers.id}/thread`);
    await ada.does('PUT', `/api/chats/${chat.id}/messages/${hers.id}/thread`);
    await expect(ada.says(thread, 'again')).rejects.toMatchObject({ code: 'chat.blocked' });
    await ben.deletes(his);

    await blocks(ben, ada);
    await unblocks(ada, ben);
    await expect(ada.says(chat, 'again')).rejects.toMatchObject({ code: 'chat.blocked' });
    await unblocks(ben, ada);
    await unblocks(ben, ada);
    expect(await ada.says(chat, 'again')).toMatchObject({ seq: 3 });
    expect(await ada.says(thread, 'again')).toMatchObject({ seq: 1 });
    expect(await ben.says(chat, 'and again')).toMatchObject({ seq: 4 });
    await allReceived(ada, chat, ada.socket, ben.socket, phone.socket);
    expect(phone.socket?.all('user.blocked').map(({ blocked }) => blocked)).toEqual([true, false]);
    expect(ben.socket?.all('user.blocked').map(({ userId }) => userId)).toEqual([ada.id, ada.id]);
  });

  it('makes search and new chats answer both as if the other did not exist, and hides the profile of the blocker', async () => {
    const [ada, ben, cleo] = [await person('ada'), await person('ben'), await person('cleo')];
    await ben.opensChatWith(cleo);
    const unknown = '00000000-0000-4000-8000-000000000001';
    const openChat = (one: Person, id: string, title?: string) =>
      one.call('POST', '/api/chats', { participants: [id], title });
    const finds = (one: Person, q: string) => one.does<unknown[]>('GET', `/api/users?q=${q}`);
    expect(await finds(ben, 'ada')).toHaveLength(1);
    await blocks(ada, ben);

    for (const [one, other] of [
      [ada, ben],
      [ben, ada],
    ] as const) {
      for (const title of [undefined, 'A group']) {
        const refused = await openChat(one, other.id, title);
        expect([refused.status, refused.body]).toEqual([404, (await openChat(one, unknown, title)).body]);
      }
      expect(await finds(one, other.name)).toEqual([]);
    }
    const gone = await ben.call('GET', `/api/users/${ada.id}`);
    expect([gone.status, gone.body]).toEqual([404, (await ben.call('GET', `/api/users/${unknown}`)).body]);
    expect(await ada.does('GET', `/api/users/${ben.id}`)).toMatchObject({ status: 'offline', lastSeenAt: null });
    expect(await cleo.does('GET', `/api/users/${ada.id}`)).toMatchObject({ status: 'online' });
    expect(await openChat(cleo, ada.id)).toMatchObject({ status: 201 });

    await blocks(ada, cleo);
    const listed = await ada.call<{ user: { id: string } }[]>('GET', '/api/me/blocks?limit=1');
    expect(listed.body).toMatchObject({ data: [{ user: { id: cleo.id, name: 'cleo' } }], meta: { hasMore: true } });
    expect(await ada.does('GET', '/api/me/blocks?page=2&limit=1')).toMatchObject([{ user: { id: ben.id } }]);
    expect(await ben.does('GET', '/api/me/blocks')).toEqual([]);
    await unblocks(ada, ben);
    expect(await finds(ben, 'ada')).toHaveLength(1);
    expect(await openChat(ben, ada.id)).toMatchObject({ status: 201 });
    expect(await ada.call('PUT', `/api/users/${unknown}/block`)).toMatchObject(refusal('user.not_found'));
    expect(await ada.call('PUT', `/api/users/${ada.id}/block`)).toMatchObject(refusal('request.invalid'));
  });

  it('hides presence and typing of the blocker in every view and push; shared groups keep working', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const direct = await ada.opensChatWith(ben);
    const group = await cleo.opensGroup('Boats', ada, ben);
    const adaIn = (participants: ParticipantView[]) => participants.find(({ user }) => user.id === ada.id)?.user;
    const views = async (one: Person) => {
      const path = `/api/chats/${group.id}`;
      const [step] = await stepsOf(one, group, NO_STANDING);
      const listed = await one.chats();
      return [
        ...listed.map((chat: ChatView) => adaIn(chat.participants)),
        adaIn((await one.chat(group)).participants),
        adaIn(await one.does('GET', `${path}/participants`)),
        adaIn(step?.chat.participants ?? []),
      ].map((user) => user && [user.status, user.lastSeenAt]);
    };

    const vanished = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await blocks(ada, ben);
    expect(await vanished).toEqual({ userId: ada.id, status: 'offline', lastSeenAt: null });
    expect(new Set((await views(ben)).map((view) => JSON.stringify(view)))).toEqual(new Set(['["offline",null]']));
    expect((await views(cleo)).every((view) => view?.[0] === 'online')).toBe(true);

    const before = presenceReceived(ben, ada).length;
    const left = cleo.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await disconnects(ada.socket);
    await tickPresence(60 * 60);
    await left;
    const cameBack = cleo.waitFor('presence.changed', ({ userId, status }) => userId === ada.id && status === 'online');
    const socket = await ada.connects();
    await cameBack;
    for (const event of ['typing.start', 'typing.stop'] as const) {
      expect(await socket.request(event, { chatId: direct.id })).toMatchObject({ status: 'success' });
    }
    await ada.says(group, 'hello everybody');
    await ben.says(group, 'hello ada');
    await allReceived(cleo, group, socket, ben.socket);
    expect(presenceReceived(ben, ada)).toHaveLength(before);
    expect(ben.socket?.all('typing.started')).toEqual([]);

    const renamed = ben.waitFor('user.updated');
    await ada.does('PATCH', '/api/me', { name: 'Ada L.' });
    expect(await renamed).toMatchObject({ id: ada.id, name: 'Ada L.' });
    const seenAgain = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await unblocks(ada, ben);
    expect(await seenAgain).toMatchObject({ status: 'online', lastSeenAt: expect.any(String) as string });
    expect((await views(ben)).every((view) => view?.[0] === 'online')).toBe(true);
  });

  it('stores no message after its answer, also of sends that run at the same time', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const says = (message: string) => ben.call<MessageView>('POST', `/api/chats/${chat.id}/messages`, { message });
    const confirmed: string[] = [];
    for (let round = 0; round < 5; round++) {
      const meanwhile = Array.from({ length: 5 }, (_, n) => says(`words ${n}`));
      await blocks(ada, ben);
      const refused = await says('too late');
      expect(refused).toMatchObject({ status: 403, body: { code: 'chat.blocked' } });
      const stored = (await ada.sees(chat, '?limit=100')).map(({ id }) => id);
      for (const { status, body } of await Promise.all(meanwhile)) {
        if (status === 201) confirmed.push(body.data.id);
        else expect([status, body.code]).toEqual([403, 'chat.blocked']);
      }
      expect(stored.sort()).toEqual(confirmed.sort());
      expect((await ada.chat(chat)).lastSeq).toBe(confirmed.length);
      await unblocks(ada, ben);
    }
  });

  it('refuses messages also in a direct chat that is created at the same time', async () => {
    for (let round = 0; round < 5; round++) {
      const [ada, ben] = [await person('ada'), await person('ben')];
      const [started] = await Promise.all([
        ben.call<ChatView>('POST', '/api/chats', { participants: [ada.id] }),
        blocks(ada, ben),
      ]);
      if (started.status !== 201) {
        expect(started).toMatchObject({ status: 404, body: { code: 'user.not_found' } });
        continue;
      }
      await expect(ben.says(started.body.data, 'hello')).rejects.toMatchObject({ code: 'chat.blocked' });
    }
  });
});
