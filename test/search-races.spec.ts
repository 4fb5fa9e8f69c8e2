import type { DataSource } from 'typeorm';

import type { FoundMessageView } from '../src/contract/views/message.view.js';
import { BlockSigner } from '../src/messages/search/block-signer.js';
import { READ_BLOCKS, STORE_SIGNATURES, TO_SIGN } from '../src/messages/search/search.sql.js';
import { people } from './support/people.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer();

/** Signs a block on the server's database, and does something before one of its statements. @returns whether a signature was stored */
const signWith = async (chat: { id: string }, before: string, work: () => Promise<unknown>): Promise<boolean> => {
  let done: Promise<unknown> | undefined;
  const once = () => (done ??= work());
  const query = async (sql: string, values: unknown[]): Promise<unknown[]> => {
    if (sql === before) await once();
    return server().sql(sql, values);
  };
  return (await new BlockSigner({ query } as unknown as DataSource).sign([{ chatId: chat.id, block: 0 }])) === 1;
};

const find = async (one: Person, chat: { id: string }, q: string): Promise<string[]> => {
  const found = await one.does<FoundMessageView[]>('GET', `/api/chats/${chat.id}/search-messages?q=${q}`);
  return found.map(({ message }) => message);
};

it.each([
  ['before the row of the block is read', READ_BLOCKS, true],
  ['before the texts are read', TO_SIGN, false],
  ['after the texts were read', STORE_SIGNATURES, false],
])('an edit and a deletion while a block is signed, %s, are found by a search', async (_, before, isStored) => {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  const [edited, deleted] = [await ada.says(chat, 'first'), await ada.says(chat, 'gone')];
  const stored = await signWith(chat, before, async () => {
    await ada.edits(edited, 'xylophone');
    await ada.deletes(deleted);
  });
  expect(stored).toBe(isStored);
  expect(await find(ben, chat, 'xylophone')).toEqual(['xylophone']);
  expect(await find(ben, chat, 'first')).toEqual([]);
  expect(await find(ben, chat, 'gone')).toEqual([]);
});
