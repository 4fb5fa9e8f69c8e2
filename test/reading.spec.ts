import type { ReceiptsView, UnreadView } from '../src/contract/views/reading.view.js';
import { people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { useServer } from './support/server.js';

useServer();

const unread = (reader: Person, chat: { id: string }, query = '?explain=true') =>
  reader.does<UnreadView>('GET', `/api/chats/${chat.id}/unread${query}`);
const receipts = (reader: Person, { id, chatId }: { id: string; chatId: string }, query = '') =>
  reader.does<ReceiptsView>('GET', `/api/chats/${chatId}/messages/${id}/receipts${query}`);

describe('the explained unread count', () => {
  it('lists each message above the mark with the rule that applies to it, and agrees with the count', async () => {
    const [ada, ben, eve] = [await person('ada'), await person('ben'), await person('eve')];
    const chat = await ada.opensGroup('Two', ben);
    const said: { id: string; chatId: string }[] = [];
    for (const text of ['read', 'plain', 'taken back', 'not for me']) said.push(await ada.says(chat, text));
    await ben.reads(chat, 1);
    await ada.deletes(said[2]!);
    await ben.deletes(said[3]!, 'me');

    const one = (at: number, rule: string) => ({
      messageId: said[at]!.id,
      seq: at + 1,
      counts: rule === 'above_mark',
      rule,
      mentioned: false,
    });
    expect(await unread(ben, chat)).toEqual({
      chatId: chat.id,
      lastReadSeq: 1,
      lastSeq: 4,
      unreadCount: 1,
      mentionCount: 0,
      markedUnread: false,
      messages: [one(3, 'deleted_for_me'), one(2, 'deleted'), one(1, 'above_mark')],
    });
    expect(await unread(ben, chat, '')).toMatchObject({ unreadCount: 1, messages: null });
    expect((await ben.chat(chat)).unreadCount).toBe(1);
    expect(await unread(ada, chat)).toMatchObject({ unreadCount: 0, messages: [] });
    await expect(unread(eve, chat)).rejects.toMatchObject({ code: 'chat.not_found' });
    await expect(unread(ben, chat, '?explain=maybe')).rejects.toMatchObject({ code: 'request.invalid' });
  });
});

describe('who has read a message', () => {
  it('follows from the marks, without people who joined later or have left', async () => {
    const { ada, ben, cleo, dora, eve } = await people('ada', 'ben', 'cleo', 'dora', 'eve');
    const chat = await ada.opensGroup('Some', ben, cleo, dora);
    const said = await ada.says(chat, 'hello');
    await ada.adds(chat, eve);
    await ben.reads(chat, 1);
    await cleo.receives(chat, 1);

    const seen = await receipts(dora, said);
    expect(seen).toMatchObject({ messageId: said.id, seq: 1, people: 3, readCount: 1, deliveredCount: 2 });
    expect(seen.receipts.map(({ user, state }) => [user.name, state])).toEqual([
      ['ben', 'read'],
      ['cleo', 'delivered'],
      ['dora', 'sent'],
    ]);
    expect((await receipts(ada, said, '?limit=1&page=2')).receipts).toMatchObject([{ user: { id: cleo.id } }]);
    await cleo.leaves(chat);
    expect(await receipts(ada, said)).toMatchObject({ people: 2, readCount: 1, deliveredCount: 1 });
    await expect(receipts(cleo, said)).rejects.toMatchObject({ code: 'chat.not_found' });
    await expect(receipts(ada, { ...said, id: chat.id })).rejects.toMatchObject({ code: 'message.not_found' });
  });
});
