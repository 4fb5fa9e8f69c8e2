import type { MessageView } from '../src/contract/views/message.view.js';
import { digestOf, NO_STANDING, stepsOf } from './support/sync-calls.js';
import { read, upload, countUploads } from './support/files.js';
import { allReceived } from './support/all-received.js';
import { people } from './support/people.js';
import { server, useServer } from './support/server.js';
import { eraseExpired, withoutSweeps, expire } from './support/expiry.js';
import { hours, schedules } from './support/scheduling.js';
import { numberedEvents } from './support/numbered-events.js';

useServer();

const TOMBSTONE = {
  message: '',
  media: [],
  attachments: [],
  reply: null,
  reactions: [],
  pinnedAt: null,
  expiresAt: null,
  deletedAt: expect.any(String) as string,
};

/** A message with media, a version, a reply, a reaction, a star, a reminder and a pin, in a chat with a message lifetime. Ben has not read it. */
async function aDisappearingMessage() {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensGroup('Secrets', ben);
  await ada.setsLifetime(chat, 3600);
  const media = await upload(ada);
  const path = `/api/chats/${chat.id}/media-messages`;
  const said = await ada.does<MessageView>('POST', path, { message: 'a secret', media: { id: media.id } });
  await ada.edits(said, 'a greater secret', { mentions: [(await ben.chat(chat)).participantId] });
  const answer = await ada.says(chat, 'you know of it', { reply: said.id });
  const one = `/api/chats/${chat.id}/messages/${said.id}`;
  await ben.reacts(said, '👍');
  await ben.does('PUT', `${one}/star`);
  await ben.does('PUT', `${one}/reminder`, { remindAt: hours(1) });
  await ada.does('PUT', `${one}/pin`);
  return { ada, ben, chat, media, said, answer, path: one };
}

type DisappearingMessage = Awaited<ReturnType<typeof aDisappearingMessage>>;

/** Expects that no call shows anything of the message, except a tombstone with its `seq`. */
async function expectErased({ ada, ben, chat, media, said, path }: DisappearingMessage): Promise<void> {
  for (const one of [ada, ben]) {
    const page = await one.sees(chat);
    expect(page.map(({ seq }) => seq)).toEqual([3, 2, 1]);
    expect(page).toMatchObject([{ reply: { id: said.id, message: '', media: [] } }, TOMBSTONE, { kind: 'system' }]);
    expect(page[0]?.reply?.deletedAt).toBe(page[1]?.deletedAt);
    expect(await one.does('GET', path)).toEqual(page[1]);
    expect((await one.sees(chat, '?around=2'))[1]).toEqual(page[1]);
    expect((await one.chat(chat)).lastMessage).toEqual(page[0]);
    expect(await one.does('GET', `/api/chats/${chat.id}/search-messages?q=secret`)).toEqual([]);
    expect(await one.does('GET', `/api/chats/${chat.id}/pinned-messages`)).toEqual([]);
    expect(await one.does('GET', `${path}/versions`)).toEqual([]);
    const [step] = await stepsOf(one, chat, NO_STANDING);
    expect(step?.messages.map(({ message }) => message)).toEqual(['', '', 'you know of it']);
    expect(step?.messages[2]?.reply).toMatchObject({ message: '' });
  }
  for (const list of ['/api/starred', '/api/reminders']) expect(await ben.does('GET', list)).toEqual([]);
  expect((await read(ben, media.url)).status).toBe(404);
}

/** Expects that the server refuses every action on the message. */
async function expectRefused({ ada, ben, chat, said, path }: DisappearingMessage): Promise<void> {
  const elsewhere = await ben.opensGroup('Elsewhere', ada);
  const refused = [
    ada.edits(said, 'after all'),
    ben.reacts(said, '👎'),
    ben.unreacts(said, '👍'),
    ada.does('PUT', `${path}/pin`),
    ada.does('PUT', `${path}/star`),
    ada.does('POST', `${path}/starred/${chat.participantId}`),
    ben.does('PUT', `${path}/thread`),
    ben.does('PUT', `${path}/reminder`, { remindAt: hours(1) }),
    ben.does('POST', `${path}/report`, { reason: 'spam' }),
    ben.does('POST', `/api/chats/${elsewhere.id}/forwarded-messages`, { chatId: chat.id, messageId: said.id }),
  ];
  for (const one of refused) await expect(one).rejects.toMatchObject({ httpStatus: 409, code: 'message.deleted' });
  const answers = [
    ben.says(chat, 'what was it?', { reply: said.id }),
    ben.does('PUT', `/api/chats/${chat.id}/draft`, { message: 'what', reply: said.id, version: 0 }),
    schedules(ben, chat, 'what was it?', { sendIn: 60, reply: said.id }),
  ];
  for (const one of answers) await expect(one).rejects.toMatchObject({ code: 'message.reply_not_found' });
}

describe('a message whose lifetime has ended', () => {
  it('is hidden from everybody immediately, before it is erased, and is then erased from the database', async () => {
    const secret = await aDisappearingMessage();
    const { ada, ben, chat, said, answer, media } = secret;
    const pushed = ben.waitFor('message.deleted', ({ id }) => id === said.id);
    const other = await ada.says(await ada.opensChatWith(ben), 'which?', { poll: { options: ['this', 'that'] } });
    const held = (await digestOf(ben, chat)) ?? NO_STANDING;
    const { lastRev } = await ben.chat(chat);
    await withoutSweeps(async () => {
      await expire(said, other);
      await expectErased(secret);
      await expectRefused(secret);
      const vote = ben.does('PUT', `/api/chats/${other.chatId}/messages/${other.id}/vote`, { options: [] });
      await expect(vote).rejects.toMatchObject({ code: 'message.deleted' });
      expect(await ada.deletes(said)).toMatchObject({ ...TOMBSTONE, rev: lastRev });
      const counts = { unreadCount: 2, mentionCount: 1 };
      expect(await ben.chat(chat)).toMatchObject({ ...counts, lastRev });
      expect(await ben.does('GET', `/api/chats/${chat.id}/unread`)).toMatchObject(counts);
    });

    expect(await pushed).toMatchObject({ rev: lastRev + 1, ...TOMBSTONE });
    const { changed, chat: now } = (await stepsOf(ben, chat, held))[0]!;
    expect(changed).toMatchObject([{ id: said.id, rev: lastRev + 1, ...TOMBSTONE }]);
    const counts = { unreadCount: 1, mentionCount: 0 };
    expect(now).toMatchObject({ ...counts, lastRev: lastRev + 1, lastMessage: { id: answer.id } });
    expect(await ben.does('GET', `/api/chats/${chat.id}/unread`)).toMatchObject(counts);
    expect((await ben.chats()).find(({ id }) => id === chat.id)).toMatchObject(counts);
    await expectErased(secret);
    await expectRefused(secret);
    const left = await server().sql<{ text: string }>(
      `select m::text text from messages m union all select v::text from message_versions v
       union all select a::text from attachments a union all select r::text from reactions r`,
    );
    expect(left.filter(({ text }) => /secret|👍/.test(text) || text.includes(media.id))).toEqual([]);
    while ((await countUploads()) > 0); // The server discards the upload only after the commit that it pushed.
    expect((await read(ada, media.url)).status).toBe(404);
  });

  it('is erased without a call; its tombstone has a rev, is pushed to connected clients and is part of a later sync', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    await ada.setsLifetime(chat, 5);
    const pushed = Promise.all([ada, ben].map((one) => one.socket!.waitFor('message.deleted')));
    const said = await ada.says(chat, 'five, four, three');
    expect(await ben.chat(chat)).toMatchObject({ unreadCount: 1 });

    const [first, second] = await pushed;
    expect(first).toMatchObject({ id: said.id, rev: 4, ...TOMBSTONE, deletedAt: said.expiresAt });
    expect(second).toEqual(first);
    expect(Date.now() - Date.parse(said.expiresAt ?? '')).toBeLessThan(3_000);
    const [step] = await stepsOf(ben, chat, [2, 3, 0, 0]);
    expect(step?.changed).toMatchObject([{ id: said.id, rev: 4, ...TOMBSTONE }]);
    expect(step?.next.slice(0, 2)).toEqual([2, 4]);
    expect(await ben.chat(chat)).toMatchObject({ unreadCount: 0, lastMessage: { id: said.id, ...TOMBSTONE } });
    expect(await ada.says(chat, 'five, four, three', { id: said.id })).toMatchObject(TOMBSTONE);
  });

  it('arrives as a tombstone in the sync of a client that was offline during its lifetime', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    await ada.setsLifetime(chat, 60);
    const held = (await digestOf(ben, chat)) ?? NO_STANDING;
    const pushed = ada.waitFor('message.deleted');
    const said = await ada.says(chat, 'while you were out');
    await withoutSweeps(() => expire(said));
    await pushed;
    const [step] = await stepsOf(ben, chat, held);
    expect(step).toMatchObject({ messages: [TOMBSTONE], changed: [], chat: { unreadCount: 0 } });
  });
});

describe('six hundred expired messages', () => {
  it('are erased and pushed once each, while all nodes erase and other messages are sent', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const [chat, other] = [await ada.opensChatWith(ben), await ada.opensGroup('Aside', ben)];
    await ada.setsLifetime(chat, 60);
    const said: MessageView[] = [];
    while (said.length < 600)
      said.push(...(await Promise.all(Array.from({ length: 100 }, (_, n) => ada.says(chat, `words ${n}`)))));
    const aside = await ada.says(other, 'aside');
    const { lastRev } = await ada.chat(chat);
    await withoutSweeps(() => expire(...said, aside));
    await Promise.all([eraseExpired(), ...Array.from({ length: 20 }, (_, n) => ben.says(chat, `meanwhile ${n}`))]);
    await allReceived(ada, chat, ben.socket);

    expect(await ada.chat(chat)).toMatchObject({ lastRev: lastRev + 600 + 21 });
    const received = numberedEvents(ben.socket, chat);
    expect(received.map(([rev]) => rev)).toEqual(received.map((_, place) => place + 1));
    const gone = ben.socket!.all('message.deleted').filter(({ chatId }) => chatId === chat.id);
    expect(gone.map(({ id }) => id).sort()).toEqual(said.map(({ id }) => id).sort());
    expect(await ben.sees(other)).toMatchObject([TOMBSTONE]);
    expect(await ben.chat(chat)).toMatchObject({ unreadCount: 1 });
  });
});
