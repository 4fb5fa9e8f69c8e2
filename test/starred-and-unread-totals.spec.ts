import type { ChatView } from '../src/contract/views/chat.view.js';
import type { MessageView } from '../src/contract/views/message.view.js';
import type { UnreadTotalsView } from '../src/contract/views/reading.view.js';
import { people, person } from './support/people.js';
import { useServer } from './support/server.js';

useServer();

describe('the list of starred messages', () => {
  it('has the starred messages of all chats that the caller is in, most recently starred first, in pages', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const [direct, group, left] = [
      await ada.opensChatWith(ben),
      await ada.opensGroup('Boats', ben),
      await ben.opensGroup('Left', ada),
    ];
    const said: MessageView[] = [];
    for (const chat of [direct, group, left, direct, group]) said.push(await ben.says(chat, `in ${chat.type}`));
    const order = [said[3], said[1], said[4], said[2], said[0]] as MessageView[];
    for (const { id, chatId } of order) await ada.does('PUT', `/api/chats/${chatId}/messages/${id}/star`);

    const page = (query: string) => ada.call<MessageView[]>('GET', `/api/starred${query}`);
    const newestFirst = [...order].reverse();
    expect((await page('')).body).toMatchObject({ data: newestFirst.map((one) => ({ ...one, starred: true })) });
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await page(`?limit=2&cursor=${cursor}`);
      seen.push(...body.data.map(({ id }) => id));
      cursor = body.meta.next as string | null;
    }
    expect(seen).toEqual(newestFirst.map(({ id }) => id));
    expect(await ben.does('GET', '/api/starred')).toEqual([]);

    await ada.leaves(left);
    await ben.deletes(said[0] as MessageView);
    await ada.deletes(said[1] as MessageView, 'me');
    expect((await page('')).body.data.map(({ id }) => id)).toEqual([said[4]?.id, said[3]?.id]);
    for (const bad of ['cursor=x', 'limit=0', 'limit=101', `cursor=${Buffer.from('1,2,3').toString('base64url')}`]) {
      expect(await page(`?${bad}`)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    }
  });
});

describe('the unread totals', () => {
  it('are the sums of the counts of all chats, with threads and muted chats separate', async () => {
    const ada = await person('ada');
    const { ben } = await people('ben');
    const totals = () => ada.does<UnreadTotalsView>('GET', '/api/me/unread');
    const none = { chats: 0, messages: 0, mentions: 0, markedUnread: 0 };
    expect(await totals()).toEqual({ unread: none, threads: none, muted: none });

    const chats = [];
    for (const title of ['one', 'two', 'three', 'four']) chats.push(await ben.opensGroup(title, ada));
    const [one, two, three, four] = chats as [(typeof chats)[0], ...typeof chats];
    for (const chat of [one, one, two!, three!]) await ben.says(chat, 'hello');
    await ben.deletes(await ben.says(one, 'never mind'));
    await ada.reads(two!, 1);
    await ada.does('PUT', `/api/chats/${three!.id}/mute`);
    for (const chat of [one, two!, four!]) await ada.does('PUT', `/api/chats/${chat.id}/marked-unread`);

    const said = await ben.says(four!, 'a thread');
    await ada.reads(four!, 1);
    await ada.does('PUT', `/api/chats/${four!.id}/marked-unread`);
    const thread = await ada.does<ChatView>('PUT', `/api/chats/${four!.id}/messages/${said.id}/thread`);
    await ben.says(thread, 'aside');

    expect(await totals()).toEqual({
      threads: { chats: 1, messages: 1, mentions: 0, markedUnread: 0 },
      unread: { chats: 1, messages: 2, mentions: 0, markedUnread: 2 },
      muted: { chats: 1, messages: 1, mentions: 0, markedUnread: 0 },
    });
    const listed = await ada.chats();
    expect(listed.reduce((sum, { unreadCount }) => sum + unreadCount, 0)).toBe(3);
    expect(await ben.does('GET', '/api/me/unread')).toEqual({ unread: none, threads: none, muted: none });
    for (const chat of [...chats, thread]) await ada.reads(chat, 10);
    expect(await totals()).toEqual({ unread: none, threads: none, muted: none });
  });
});
