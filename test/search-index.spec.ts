import type { SearchIndexer } from '../src/messages/search/search-indexer.js';
import { SIGNATURE_VERSION } from '../src/messages/search/signature.js';
import { people } from './support/people.js';
import { server, useServer } from './support/server.js';

useServer();

const indexer = () => server().service<SearchIndexer>('messages/search/search-indexer', 'SearchIndexer');
const blocks = (chat: { id: string }) =>
  server().sql<{ version: number; covered: number; signed: boolean }>(
    'select version, covered, signature is not null signed from search_blocks where chat_id = $1 order by block',
    [chat.id],
  );
const signed = (covered: number) => [{ version: SIGNATURE_VERSION, covered, signed: true }];

async function chatWithMessages(count: number) {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  const sent = await Promise.all(Array.from({ length: count }, (_, n) => ada.says(chat, `message ${n}`)));
  const rests = () =>
    server().sql(`update chats set updated_at = now() - interval '6 minutes' where id = $1`, [chat.id]);
  return { ada, ben, chat, sent, rests };
}

describe('the signatures of search', () => {
  it('are written when a block is complete, and not for each message', async () => {
    const { ada, chat } = await chatWithMessages(250);
    await indexer().signNew();
    expect(await blocks(chat)).toEqual([]);
    await Promise.all(Array.from({ length: 10 }, (_, n) => ada.says(chat, `later ${n}`)));
    await indexer().signNew();
    expect(await blocks(chat)).toEqual(signed(256));
  });

  it('are written by the sweep where a crash, an edit or another version left none', async () => {
    const { ada, chat, sent, rests } = await chatWithMessages(50);
    await indexer().sweepAll();
    expect(await blocks(chat)).toEqual([]); // young messages are left to the node that stored them
    await rests();
    await indexer().sweepAll();
    expect(await blocks(chat)).toEqual(signed(50));

    await server().sql('delete from search_blocks where chat_id = $1', [chat.id]);
    await indexer().sweepAll();
    expect(await blocks(chat)).toEqual(signed(50));

    const [first] = sent;
    if (first) await ada.edits(first, 'another text');
    expect(await blocks(chat)).toEqual([{ version: 0, covered: 0, signed: false }]);
    await indexer().sweepAll();
    expect(await blocks(chat)).toEqual(signed(50));

    await server().sql('update search_blocks set version = 1 where chat_id = $1', [chat.id]);
    await indexer().sweepAll();
    expect(await blocks(chat)).toEqual(signed(50));
  });

  it('of other chats are written although a chat was removed meanwhile', async () => {
    const removed = await chatWithMessages(256);
    const { chat } = await chatWithMessages(256);
    await server().sql('delete from chats where id = $1', [removed.chat.id]);
    await indexer().signNew();
    expect(await blocks(chat)).toEqual(signed(256));
    expect(await blocks(removed.chat)).toEqual([]);
  });
});
