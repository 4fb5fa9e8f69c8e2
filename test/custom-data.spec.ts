import { uuidv7 } from 'uuidv7';

import type { ChatView } from '../src/contract/views/chat.view.js';
import type { MessageView } from '../src/contract/views/message.view.js';
import { form } from './support/files.js';
import { people } from './support/people.js';
import type { Person } from './support/person.js';
import { makeAllDue, schedules } from './support/scheduling.js';
import { useServer } from './support/server.js';
import { digestOf, stepsOf } from './support/sync-calls.js';

useServer();

const CARD = { zebra: 1, a: [{ Größe: 'L' }, null, 1.5, -2e21], toString: 'x', '': { deep: true } };
const SORTED = { '': { deep: true }, a: [{ Größe: 'L' }, null, 1.5, -2e21], toString: 'x', zebra: 1 };
const nested = (levels: number): object => (levels === 1 ? {} : { in: nested(levels - 1) });
/** Data whose JSON has this many bytes. */
const sized = (bytes: number) => ({ éx: 'é'.repeat((bytes - 10) / 2) });
const custom = (more: object = {}) => ({ kind: 'custom', message: 'Order 7', data: CARD, ...more });

async function adaAndBen() {
  const { ada, ben } = await people('ada', 'ben');
  return { ada, ben, chat: await ada.opensChatWith(ben) };
}

const sends = (who: Person, { id }: { id: string }, body: unknown) =>
  who.call<MessageView>('POST', `/api/chats/${id}/messages`, body);

describe('the data of a message', () => {
  it('is shown as it was sent, over REST, socket and form, in pushes, pages, lists, syncs and forwards', async () => {
    const { ada, ben, chat } = await adaAndBen();
    const held = (await digestOf(ben, chat)) ?? [0, 0, 0, 0];
    const pushed = ben.waitFor('message.created');
    const sent = (await sends(ada, chat, custom())).body.data;
    expect(sent).toMatchObject({ kind: 'custom', message: 'Order 7', data: CARD });
    expect((await pushed).data).toEqual(CARD);
    const [step] = await stepsOf(ben, chat, held);
    expect(step?.messages[0]?.data).toEqual(CARD);
    expect((await ben.chat(chat)).lastMessage).toEqual(sent);

    const ack = await ada.socket?.request('message.send', { chatId: chat.id, ...custom() });
    expect(ack).toMatchObject({ data: { kind: 'custom', data: CARD } });
    const body = form({ kind: 'custom', message: 'Order 7', data: JSON.stringify(CARD) });
    expect((await sends(ada, chat, body)).body.data.data).toEqual(CARD);
    const plain = await sends(ada, chat, { message: 'words', data: {} });
    expect(plain.body.data).toMatchObject({ kind: 'text', data: {} });
    expect((await ada.says(chat, 'none')).data).toBeNull();
    expect((await ben.sees(chat)).map(({ data }) => data)).toEqual([null, {}, CARD, CARD, CARD]);
    for (const search of [`/api/chats/${chat.id}/search-messages`, '/api/search']) {
      expect([search, await ben.does('GET', `${search}?q=zebra`)]).toEqual([search, []]);
      expect([search, (await ben.does<object[]>('GET', `${search}?q=order`)).length]).toEqual([search, 3]);
    }

    const there = await ben.opensGroup('There', ada);
    const origin = { chatId: chat.id, messageId: sent.id };
    const forwarded = await ben.does('POST', `/api/chats/${there.id}/forwarded-messages`, origin);
    expect(forwarded).toMatchObject({ kind: 'custom', data: CARD });
  });

  it('is a part of its content: a retry may order the keys in another way, and other data is another message', async () => {
    const { ada, chat } = await adaAndBen();
    const id = uuidv7();
    const first = await sends(ada, chat, custom({ id }));
    const again = await sends(ada, chat, custom({ id, data: SORTED }));
    expect([again.status, again.headers.get('idempotent-replayed'), again.body.data]).toEqual([
      201,
      'true',
      first.body.data,
    ]);
    for (const other of [{ data: { ...CARD, zebra: 2 } }, { data: null }, { kind: undefined }]) {
      expect(await sends(ada, chat, custom({ id, ...other }))).toMatchObject({ body: { code: 'message.id_taken' } });
    }
  });

  it('is replaced by an edit, which keeps the version before, and removed when the message is deleted', async () => {
    const { ada, ben, chat } = await adaAndBen();
    const { data: sent } = (await sends(ada, chat, custom())).body;
    const path = `/api/chats/${chat.id}/messages/${sent.id}`;
    expect(await ada.does('PATCH', path, { message: 'Order 7', data: SORTED })).toMatchObject({
      rev: 1,
      editedAt: null,
    });
    const pushed = ben.waitFor('message.updated');
    const edited = await ada.does<MessageView>('PATCH', path, { message: 'Order 7', data: { paid: true } });
    expect(await pushed).toMatchObject({ rev: 2, data: { paid: true }, editedAt: edited.editedAt });
    expect(edited.altered).toMatchObject({ rev: 2 });
    expect(await ada.edits(sent, 'Order 7, paid')).toMatchObject({ data: { paid: true } });
    expect(await ada.does('PATCH', path, { message: 'Order 7', data: null })).toMatchObject({ data: null });
    expect(await ben.does('GET', `${path}/versions`)).toMatchObject([
      { message: 'Order 7', data: null },
      { message: 'Order 7, paid', data: { paid: true } },
      { message: 'Order 7', data: { paid: true } },
      { message: 'Order 7', data: CARD },
    ]);
    await expect(ada.edits(sent, '')).rejects.toMatchObject({ details: [{ field: 'message' }] });

    const other = (await sends(ada, chat, custom())).body.data;
    await ada.deletes(other);
    expect((await ben.sees(chat))[0]).toMatchObject({ id: other.id, kind: 'custom', message: '', data: null });
  });

  it('is kept by a scheduled message until it is sent', async () => {
    const { ada, ben, chat } = await adaAndBen();
    const waiting = await schedules(ada, chat, 'Order 7', { sendIn: 60, kind: 'custom', data: CARD });
    expect(waiting).toMatchObject({ kind: 'custom', data: CARD });
    const received = ben.waitFor('message.created');
    await makeAllDue();
    expect(await received).toMatchObject({ id: waiting.id, kind: 'custom', data: CARD });
  });

  it('has at most 4,096 bytes and 8 levels, and only what JSON and the database can hold', async () => {
    const { ada, chat } = await adaAndBen();
    for (const data of [sized(4096), nested(8)]) {
      const { status, body } = await sends(ada, chat, { message: 'x', data });
      expect([status, body.data.data]).toEqual([201, data]);
    }
    const wrong = [sized(4098), nested(9), [], 'text', 5, { a: '\u0000' }, { '\ud800': 1 }, { a: ['\udc00'] }];
    for (const data of wrong) {
      const refused = { status: 400, body: { code: 'request.invalid', details: [{ field: 'data' }] } };
      expect([data, await sends(ada, chat, { message: 'x', data })]).toMatchObject([data, refused]);
    }
    for (const text of [
      '{"a":1e999}',
      `{"a":[${'1e300,'.repeat(14)}1]}`,
      '{"__proto__":{}}',
      '{"constructor":1}',
      '{"a":',
    ]) {
      const refused = { status: 400, body: { details: [{ field: 'data' }] } };
      expect([text, await sends(ada, chat, form({ message: 'x', data: text }))]).toMatchObject([text, refused]);
    }
    for (const more of [{ message: '' }, { kind: 'system' }, { poll: { options: ['a', 'b'] } }]) {
      const answer = await sends(ada, chat, custom({ media: 'https://example.com/a.png', ...more }));
      expect([more, answer.status]).toEqual([more, 400]);
    }
    expect((await sends(ada, chat, custom({ media: 'https://example.com/a.png' }))).body.data.kind).toBe('custom');
  });
});

describe('the data of a chat', () => {
  it('takes a rev and is pushed; both people of a direct chat set it, and the admins of a group', async () => {
    const { ada, ben, chat } = await adaAndBen();
    const held = (await digestOf(ben, chat)) ?? [0, 0, 0, 0];
    const pushed = ben.waitFor('chat.updated');
    expect(await ada.sets(chat, { data: CARD })).toMatchObject({ data: CARD, lastRev: 1, lastSeq: 0 });
    expect(await pushed).toMatchObject({ id: chat.id, rev: 1, data: CARD });
    expect(await ben.sets(chat, { data: SORTED })).toMatchObject({ lastRev: 1 });
    const [step] = await stepsOf(ben, chat, held);
    expect(step?.chat.data).toEqual(CARD);
    const trap = { participants: [], more: { participants: [] } };
    await ben.sets(chat, { data: trap });
    const [listed] = await ada.chats();
    expect([listed?.data, listed?.participants.length]).toEqual([trap, 2]);
    await expect(ada.sets(chat, { data: {}, title: 'Us' })).rejects.toMatchObject({ code: 'chat.is_direct' });
    await ada.call('PUT', `/api/users/${ben.id}/block`);
    await expect(ben.sets(chat, { data: {} })).rejects.toMatchObject({ code: 'chat.blocked' });

    const { cleo, dan } = await people('cleo', 'dan');
    const id = uuidv7();
    const opens = (data: object) =>
      cleo.call<ChatView>('POST', '/api/chats', { id, title: 'Boats', participants: [dan.id], data });
    expect((await opens(CARD)).body.data).toMatchObject({ title: 'Boats', data: CARD });
    expect([(await opens(SORTED)).status, (await opens({})).body.code]).toEqual([201, 'chat.id_taken']);
    await expect(dan.sets({ id }, { data: {} })).rejects.toMatchObject({ code: 'chat.not_admin' });
    expect(await cleo.sets({ id }, { data: null, title: 'Ships' })).toMatchObject({ title: 'Ships', data: null });
  });
});

describe('the data of a person', () => {
  it('is changed by that person, and shown to others in their profile and pushes', async () => {
    const { ada, ben } = await adaAndBen();
    const pushed = ben.waitFor('user.updated');
    expect(await ada.does('PATCH', '/api/me', { data: CARD })).toMatchObject({ name: 'ada', data: CARD });
    expect(await pushed).toEqual({ id: ada.id, name: 'ada', avatar: null, data: CARD });
    expect(await ben.does('GET', `/api/users/${ada.id}`)).toMatchObject({ data: CARD });
    expect(await ben.does('GET', '/api/users?q=zebra')).toEqual([]);
    expect(await ben.does('GET', '/api/users?q=ada')).toMatchObject([{ id: ada.id }]);
    expect((await ben.chats())[0]?.participants.flatMap(({ user }) => Object.keys(user))).not.toContain('data');
    await ada.does('PATCH', '/api/me', { name: 'Ada' });
    expect(await ada.does('GET', '/api/me')).toMatchObject({ name: 'Ada', data: CARD });
    expect(await ada.does('PATCH', '/api/me', { data: null })).toMatchObject({ data: null });
    expect(await ada.call('PATCH', '/api/me', { data: 'x' })).toMatchObject({ status: 400 });
  });
});
