import { randomUUID } from 'node:crypto';

import type { ReminderStateView, ReminderView } from '../src/contract/views/scheduling.view.js';
import type { DueReminders } from '../src/scheduling/reminders/due-reminders.js';
import { digestOf, NO_STANDING, storeMessages, stepsOf, syncs } from './support/sync-calls.js';
import { allReceived } from './support/all-received.js';
import { adaOnTwoDevices, hours, remindersOf } from './support/scheduling.js';
import { people } from './support/people.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer();

type Of = { id: string; chatId: string };
const path = ({ id, chatId }: Of) => `/api/chats/${chatId}/messages/${id}/reminder`;
const reminds = (who: Person, message: Of, remindAt = hours(1)) =>
  who.does<ReminderStateView>('PUT', path(message), { remindAt });
const soon = () => new Date(Date.now() + 300).toISOString();
const listOf = (who: Person, query = '') => who.call<ReminderView[]>('GET', `/api/reminders${query}`);
const textsOf = async (who: Person) => (await listOf(who)).body.data.map(({ message }) => message.message);

describe('a reminder', () => {
  it('is set, moved and removed on all devices of its person, and is pushed to nobody else', async () => {
    const { ada, ben, phone, chat } = await adaOnTwoDevices();
    const message = await ben.says(chat, 'call me');
    const pushed = phone.waitFor('reminder.set');
    const at = hours(2);
    const set = await reminds(ada, message, at);
    expect(set).toEqual({ chatId: chat.id, messageId: message.id, dueAt: at, remindedAt: null, mine: set.mine });
    expect(await pushed).toEqual(set);
    expect(await reminds(ada, message, at)).toEqual(set);
    const later = hours(3);
    expect(await reminds(ada, message, later)).toEqual({ ...set, dueAt: later, mine: set.mine + 1 });
    expect((await listOf(ada)).body.data).toEqual([{ dueAt: later, remindedAt: null, message }]);
    expect((await listOf(ben)).body.data).toEqual([]);

    const gone = phone.waitFor('reminder.removed');
    const removed = await ada.does('DELETE', path(message));
    expect(removed).toEqual({ chatId: chat.id, messageId: message.id, mine: set.mine + 2 });
    expect(await gone).toEqual(removed);
    expect(await ada.does('DELETE', path(message))).toEqual(removed);
    expect((await listOf(ada)).body.data).toEqual([]);
    await allReceived(ben, chat, ben.socket);
    expect(ben.socket!.received.filter(({ event }) => event.startsWith('reminder'))).toEqual([]);
  });

  it('is pushed once when it is due, stays in the list, and is pushed again when it was moved', async () => {
    const { ada, ben, phone, chat } = await adaOnTwoDevices();
    const message = await ben.says(chat, 'call me');
    const [here, there] = [ada.waitFor('reminder.due'), phone.waitFor('reminder.due')];
    const { mine, dueAt } = await reminds(ada, message, soon());
    const due = await here;
    expect(due).toMatchObject({ chatId: chat.id, messageId: message.id, dueAt, mine: mine + 1 });
    expect(Date.parse(due.remindedAt!)).toBeGreaterThanOrEqual(Date.parse(dueAt));
    expect(await there).toEqual(due);
    expect((await listOf(ada)).body.data).toEqual([{ dueAt, remindedAt: due.remindedAt, message }]);

    const again = phone.waitFor('reminder.due');
    expect(await reminds(ada, message, soon())).toMatchObject({ remindedAt: null, mine: mine + 2 });
    expect(await again).toMatchObject({ mine: mine + 3 });
    await allReceived(ben, chat, ada.socket);
    expect(ada.socket!.all('reminder.due')).toHaveLength(2);
  });

  it('is pushed once, also when several nodes look for due reminders at the same moment', async () => {
    const { ada, ben, chat } = await adaOnTwoDevices();
    await storeMessages(chat, 60);
    const messages = await ada.sees(chat, '?limit=60');
    for (const message of messages) await reminds(ada, message);
    const last = ada.waitFor('reminder.due', ({ messageId }) => messageId === messages[0]!.id);
    await server().sql(
      "update reminders r set due_at = m.created_at + m.seq * interval '1 ms' from messages m where m.id = r.message_id",
    );
    await Promise.all(
      [server(), server().live, server()].map((node) =>
        node.service<DueReminders>('scheduling/reminders/due-reminders', 'DueReminders').remind(),
      ),
    );
    await last;
    await allReceived(ben, chat, ada.socket);
    const pushed = ada.socket!.all('reminder.due').map(({ messageId }) => messageId);
    expect(pushed.sort()).toEqual(messages.map(({ id }) => id).sort());
  });

  it('is refused for invalid times, for unknown and deleted messages, and beyond two hundred in a chat', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const chat = await ada.opensChatWith(ben);
    const message = await ben.says(chat, 'call me');
    const code = async (who: Person, of: Of, body: object) => (await who.call('PUT', path(of), body)).body.code;
    for (const remindAt of [undefined, 'soon', 5, '', hours(-1), hours(24 * 366)]) {
      expect([remindAt, await code(ada, message, { remindAt })]).toEqual([remindAt, 'request.invalid']);
    }
    const good = { remindAt: hours(1) };
    expect(await code(eve, message, good)).toBe('chat.not_found');
    expect(await code(ada, { ...message, id: randomUUID() }, good)).toBe('message.not_found');
    expect(await code(ada, await ben.deletes(await ben.says(chat, 'no')), good)).toBe('message.deleted');
    expect(await code(ada, await ada.deletes(await ben.says(chat, 'no'), 'me'), good)).toBe('message.deleted');
    await storeMessages(chat, 199);
    await reminds(ada, message);
    await server().sql(
      `insert into reminders (chat_id, participant_id, message_id, due_at)
       select chat_id, $2, id, now() + interval '1 day' from messages where chat_id = $1 and body like 'message %'`,
      [chat.id, chat.participantId],
    );
    expect(await code(ada, await ben.says(chat, 'one more'), good)).toBe('reminder.too_many');
    expect(await code(ada, message, good)).toBeUndefined();
    expect(await code(ben, message, good)).toBeUndefined();
  });

  it('is deleted with its message: for everybody, or for the person who deleted the message for themselves', async () => {
    const { ada, ben, chat } = await adaOnTwoDevices();
    const messages = [];
    for (const text of ['one', 'two', 'three']) messages.push(await ben.says(chat, text));
    for (const who of [ada, ben]) for (const [n, one] of messages.entries()) await reminds(who, one, hours(n + 1));
    expect(await textsOf(ada)).toEqual(['one', 'two', 'three']);
    await ben.deletes(messages[0]!);
    await ada.deletes(messages[1]!, 'me');
    expect([await textsOf(ada), await textsOf(ben)]).toEqual([['three'], ['two', 'three']]);
    await ada.does('DELETE', `/api/chats/${chat.id}/history`);
    expect([await textsOf(ada), await textsOf(ben)]).toEqual([[], ['two', 'three']]);
    expect(await server().sql('select count(*)::int count from reminders')).toEqual([{ count: 2 }]);
  });

  it('is listed for all chats that a person is in, the soonest first, page by page', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const [one, other] = [await ada.opensChatWith(ben), await ada.opensGroup('Three', ben, cleo)];
    const texts = [];
    for (let n = 0; n < 7; n++) {
      await reminds(ada, await ben.says(n % 2 ? one : other, `number ${n}`), hours(10 - Math.floor(n / 2)));
      texts.push(`number ${n}`);
    }
    const paged = [];
    for (let next: unknown = ''; next !== null;) {
      const { body } = await listOf(ada, `?limit=3&cursor=${next as string}`);
      paged.push(...body.data.map(({ message }) => message.message));
      next = body.meta.next;
    }
    expect([...paged].sort()).toEqual(texts);
    expect(paged[0]).toBe('number 6');
    expect(paged).toEqual(await textsOf(ada));
    expect((await listOf(ada, '?cursor=none')).body.code).toBe('request.invalid');
    await ada.changesRole(other, { id: (await cleo.chat(other)).participantId }, 'owner');
    await ada.leaves(other);
    expect((await remindersOf(ada)).has(other.id)).toBe(false);
    expect((await remindersOf(ada)).get(one.id)).toHaveLength(3);
  });

  it('is part of a sync only if it may have changed since the last one', async () => {
    const { ada, ben, chat } = await adaOnTwoDevices();
    const message = await ben.says(chat, 'call me');
    const { dueAt } = await reminds(ada, message);
    const [step] = await stepsOf(ada, chat, NO_STANDING);
    expect(step?.reminders).toEqual([{ messageId: message.id, dueAt, remindedAt: null }]);
    expect((await digestOf(ada, chat))?.[2]).toBe(step?.next[2]);
    await ben.says(chat, 'hello');
    expect((await syncs(ada, { [chat.id]: step?.next })).chats?.[chat.id]?.reminders).toBeNull();
    const due = ada.waitFor('reminder.due');
    await reminds(ada, message, soon());
    const { remindedAt } = await due;
    expect((await syncs(ada, { [chat.id]: step?.next })).chats?.[chat.id]?.reminders).toMatchObject([{ remindedAt }]);
  });
});
