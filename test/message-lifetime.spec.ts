import type { ChatView } from '../src/contract/views/chat.view.js';
import type { MessageView } from '../src/contract/views/message.view.js';
import { digestOf, NO_STANDING, stepsOf } from './support/sync-calls.js';
import { people } from './support/people.js';
import { useServer } from './support/server.js';

useServer();

const YEAR = 365 * 24 * 60 * 60;

const lastedFor = ({ createdAt, expiresAt }: MessageView) =>
  (Date.parse(expiresAt ?? '') - Date.parse(createdAt)) / 1000;

describe('the lifetime of messages', () => {
  it('is set for a chat, shown by a system message, pushed and synced; it applies to messages from then on', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const chat = await ada.opensChatWith(ben);
    const before = await ada.says(chat, 'for ever');
    const held = (await digestOf(ben, chat)) ?? NO_STANDING;
    const [pushed, said] = [
      ben.waitFor('chat.updated'),
      ben.waitFor('message.created', ({ kind }) => kind === 'system'),
    ];

    expect(await ben.setsLifetime(chat, 60)).toMatchObject({ messageLifetime: 60, lastRev: 3 });
    expect(await pushed).toMatchObject({ chatId: chat.id, rev: 2, messageLifetime: 60 });
    const system = { event: 'lifetime.changed', participantIds: [], value: '60' };
    expect(await said).toMatchObject({ rev: 3, sender: { id: ben.id }, system, expiresAt: null });
    expect(await ben.setsLifetime(chat, 60)).toMatchObject({ lastRev: 3 });
    expect((await stepsOf(ben, chat, held))[0]).toMatchObject({
      chat: { messageLifetime: 60 },
      messages: [{ system }],
    });

    const received = ben.waitFor('message.created');
    const after = await ada.says(chat, 'for a minute');
    expect(lastedFor(after)).toBe(60);
    expect(await received).toMatchObject({ id: after.id, expiresAt: after.expiresAt });
    expect((await ben.chat(chat)).lastMessage).toMatchObject({ expiresAt: after.expiresAt });
    const thread = await ben.does<ChatView>('PUT', `/api/chats/${chat.id}/messages/${before.id}/thread`);
    expect(thread.messageLifetime).toBe(60);

    expect(await ada.setsLifetime(chat, null)).toMatchObject({ messageLifetime: null });
    expect(await ada.says(chat, 'for ever again')).toMatchObject({ expiresAt: null });
    expect(lastedFor(await ada.does('GET', `/api/chats/${chat.id}/messages/${after.id}`))).toBe(60);
    await expect(eve.setsLifetime(chat, 60)).rejects.toMatchObject({ httpStatus: 404, code: 'chat.not_found' });
    await ben.does('PUT', `/api/users/${ada.id}/block`);
    for (const one of [ada, ben]) {
      await expect(one.setsLifetime(chat, 60)).rejects.toMatchObject({ httpStatus: 403, code: 'chat.blocked' });
    }
    expect(await ada.chat(chat)).toMatchObject({ messageLifetime: null });
  });

  it('is set by the owner and the admins of a group, in its threads as well; members get 403', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const group = await ada.opensGroup('Ours', ben, cleo);
    const root = await cleo.says(group, 'about this');
    const thread = await cleo.does<ChatView>('PUT', `/api/chats/${group.id}/messages/${root.id}/thread`);
    const participant = group.participants.find(({ user }) => user.id === ben.id)!;
    await expect(ben.setsLifetime(group, 60)).rejects.toMatchObject({ httpStatus: 403, code: 'chat.not_admin' });
    await expect(cleo.setsLifetime(group, null)).rejects.toMatchObject({ httpStatus: 403, code: 'chat.not_admin' });
    await ada.changesRole(group, participant, 'admin');
    expect(await ben.setsLifetime(group, 60)).toMatchObject({ messageLifetime: 60 });
    expect(await ada.setsLifetime(group, 90)).toMatchObject({ messageLifetime: 90 });
    await ben.does('PUT', `/api/chats/${group.id}/messages/${root.id}/thread`);
    await expect(cleo.setsLifetime(thread, 70)).rejects.toMatchObject({ httpStatus: 403, code: 'chat.not_admin' });
    expect(await ben.setsLifetime(thread, 70)).toMatchObject({ messageLifetime: 70 });
  });

  it('is between five seconds and a year', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const path = `/api/chats/${chat.id}/message-lifetime`;
    for (const seconds of [4, 0, -60, YEAR + 1, 60.5, 'soon', null, [60], {}]) {
      const answer = await ada.call('PUT', path, { seconds });
      expect([seconds, answer]).toMatchObject([seconds, { status: 400, body: { code: 'request.invalid' } }]);
    }
    expect(await ada.chat(chat)).toMatchObject({ messageLifetime: null, lastRev: 0 });
    for (const seconds of [5, YEAR]) {
      expect(await ada.setsLifetime(chat, seconds)).toMatchObject({ messageLifetime: seconds });
    }
    const asForm = await ada.call('PUT', path, new URLSearchParams({ seconds: '60' }));
    expect(asForm).toMatchObject({ status: 200, body: { data: { messageLifetime: 60 } } });
  });
});
