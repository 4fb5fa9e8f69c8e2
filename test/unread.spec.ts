import { person } from './support/people.js';
import { useServer } from './support/server.js';

useServer();

/** Ada has sent this many messages to Ben. */
async function adaSaid(count: number) {
  const ada = await person('ada');
  const ben = await person('ben');
  const chat = await ada.opensChatWith(ben);
  for (let n = 1; n <= count; n++) await ada.says(chat, `message ${n}`);
  return { ada, ben, chat };
}

describe('the unread count', () => {
  it('counts what others have sent since the person last read or sent a message', async () => {
    const { ada, ben, chat } = await adaSaid(3);
    expect([(await ada.chat(chat)).unreadCount, (await ben.chat(chat)).unreadCount]).toEqual([0, 3]);

    expect(await ben.reads(chat, 2)).toEqual({
      chatId: chat.id,
      lastReadSeq: 2,
      lastReadRev: 3,
      unreadCount: 1,
      mine: 1,
    });
    expect((await ben.chat(chat)).unreadCount).toBe(1);

    await ben.says(chat, 'I am here');
    expect([(await ada.chat(chat)).unreadCount, (await ben.chat(chat)).unreadCount]).toEqual([1, 0]);
    expect((await ben.chat(chat)).participants[0]).toMatchObject({ lastReadSeq: 4, user: { id: ben.id } });
  });

  it('stays as it is when messages are only fetched', async () => {
    const { ben, chat } = await adaSaid(2);
    const [newest] = await ben.sees(chat);
    await ben.does('GET', `/api/chats/${chat.id}/messages/${newest?.id ?? ''}`);
    await ben.does('GET', `/api/chats/${chat.id}/search-messages?q=message`);
    expect(await ben.chats()).toMatchObject([{ unreadCount: 2, lastMessage: { id: newest?.id, seq: 2 } }]);
  });

  it('never grows by reading: marks only move forward', async () => {
    const { ben, chat } = await adaSaid(3);
    await ben.reads(chat, 2);

    expect(await ben.reads(chat, 1)).toMatchObject({ lastReadSeq: 2, unreadCount: 1 });
    expect(await ben.reads(chat, 0)).toMatchObject({ lastReadSeq: 2, unreadCount: 1 });
    const marks = await Promise.all([3, 1, 2].map((seq) => ben.reads(chat, seq)));
    expect(Math.max(...marks.map(({ lastReadSeq }) => lastReadSeq))).toBe(3);
    expect(await ben.chat(chat)).toMatchObject({ unreadCount: 0 });
  });

  it('counts from the last message if a mark is set beyond it', async () => {
    const { ada, ben, chat } = await adaSaid(2);
    expect(await ben.reads(chat, 2_147_483_647)).toMatchObject({ lastReadSeq: 2, unreadCount: 0 });
    await ada.says(chat, 'one more');
    expect((await ben.chat(chat)).unreadCount).toBe(1);
  });

  it('is separate for each participant; a message is read by all when the last participant has read it', async () => {
    const { ada, ben } = await adaSaid(0);
    const eve = await person('eve');
    const group = await ada.opensGroup('Three', ben, eve);
    await ada.says(group, 'first');
    await ada.says(group, 'second');
    const readByAll = async () => (await ada.chat(group)).readByAllSeq;

    await ben.reads(group, 2);
    expect([await readByAll(), (await eve.chat(group)).unreadCount]).toEqual([0, 2]);
    await eve.reads(group, 1);
    expect([await readByAll(), (await eve.chat(group)).unreadCount]).toEqual([1, 1]);
    await eve.reads(group, 2);
    expect([await readByAll(), (await ben.chat(group)).unreadCount]).toEqual([2, 0]);
    expect((await ada.chat(group)).deliveredToAllSeq).toBe(2);
  });

  it('changes only by a valid mark of a participant of the chat', async () => {
    const { ben, chat } = await adaSaid(1);
    const eve = await person('eve');
    const path = `/api/chats/${chat.id}/read`;

    for (const seq of [undefined, null, -1, 1.5, 'abc', [1], 2_147_483_648]) {
      expect(await ben.call('POST', path, { seq })).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    }
    await expect(eve.reads(chat, 1)).rejects.toMatchObject({ httpStatus: 404, code: 'chat.not_found' });
    expect((await ben.chat(chat)).unreadCount).toBe(1);
    expect((await ben.call('POST', path, new URLSearchParams({ seq: '1' }))).status).toBe(200);
    expect((await ben.chat(chat)).unreadCount).toBe(0);
  });
});
