import fc from 'fast-check';

import type { FoundMessageView, MessageView } from '../src/contract/views/message.view.js';
import type { BlockSigner } from '../src/messages/search/block-signer.js';
import { fold } from '../src/platform/text/fold.js';
import { people } from './support/people.js';
import type { Answer, Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer();
jest.setTimeout(120_000);

/** Longer than two blocks of 256 messages. */
const MESSAGES = 560;
const AT_ONCE = 40;
const SEED = Number(process.env.FUZZ_SEED ?? 15);

const letters = fc.string({ unit: fc.constantFrom(...'abcßÉé你好 -’%_\n'), minLength: 1, maxLength: 14 });
const texts = (count: number, seed: number) =>
  fc.sample(
    letters.filter((text) => text.trim() !== ''),
    { numRuns: count, seed: SEED + seed },
  );
const numbers = (count: number, below: number, seed: number) =>
  fc.sample(fc.nat(below - 1), { numRuns: count, seed: SEED + seed });

const sign = (chat: { id: string }, block: number) =>
  server()
    .service<BlockSigner>('messages/search/block-signer', 'BlockSigner')
    .sign([{ chatId: chat.id, block }]);

describe('search compared with reading everything', () => {
  it('finds the same, whatever was edited, deleted, signed or lost in a crash before', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensGroup('Everything', ben);
    const sent: MessageView[] = [];
    for (const some of batchesOf(texts(MESSAGES, 0))) {
      sent.push(...(await Promise.all(some.map((text) => ada.says(chat, text)))));
    }
    await check(ada, ben, chat, 1);

    for (const block of [0, 1, 2]) await sign(chat, block);
    await check(ada, ben, chat, 2);

    const edits = texts(AT_ONCE, 3);
    const places = numbers(2 * AT_ONCE, MESSAGES, 4);
    for (const [n, text] of edits.entries()) {
      const [edited, deleted] = [sent[places[n] ?? 0], sent[places[n + AT_ONCE] ?? 0]];
      // The block is signed again at the same moment: either the signature has the new text, or there is none.
      await Promise.all([
        edited && ada.edits(edited, text).catch(isDeleted),
        sign(chat, (n + 1) % 3),
        sign(chat, n % 3),
      ]);
      if (n % 4 === 0 && deleted) await ada.deletes(deleted, n % 8 === 0 ? 'everyone' : 'me');
    }
    await check(ada, ben, chat, 5);

    await server().sql('delete from search_blocks where block = 1');
    for (const text of texts(AT_ONCE, 6)) await ben.says(chat, text);
    await check(ada, ben, chat, 7);
    for (const block of [0, 1, 2]) await sign(chat, block);
    await check(ada, ben, chat, 8);
  });
});

/** Compares the hits of some texts, in the chat and over all chats, with the texts of all messages that each reader sees. */
async function check(ada: Person, ben: Person, chat: { id: string }, seed: number): Promise<void> {
  for (const reader of [ada, ben]) {
    const all = await everything(reader, chat);
    for (const q of [...texts(3, seed * 100), 'zzz', 'ab', 'e c']) {
      const expected = all.filter(({ message }) => fold(message).includes(fold(q))).map(({ seq }) => seq);
      expect({ q, seqs: await seqsOf(reader, `/api/chats/${chat.id}/search-messages`, { q }) }).toEqual({
        q,
        seqs: expected,
      });
      if (fold(q).trim() === '') continue;
      const asked = { q: `"${q}"`, in: chat.id, limit: '50' };
      expect({ q, seqs: await seqsOf(reader, '/api/search', asked) }).toEqual({ q, seqs: expected });
    }
  }
}

/** The messages that a reader sees, without tombstones, newest first. */
async function everything(reader: Person, chat: { id: string }): Promise<MessageView[]> {
  const all: MessageView[] = [];
  for (let page = 1; ; page++) {
    const some = await reader.sees(chat, `?limit=100&page=${page}`);
    all.push(...some.filter(({ deletedAt, kind }) => deletedAt === null && kind !== 'system'));
    if (some.length < 100) return all;
  }
}

/** The hits of all pages. Each highlight has to be what was searched for. */
async function seqsOf(reader: Person, path: string, asked: Record<string, string>): Promise<number[]> {
  const seqs: number[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: URLSearchParams = new URLSearchParams({ ...asked, ...(cursor && { cursor }) });
    const { status, body }: Answer<FoundMessageView[]> = await reader.call('GET', `${path}?${query.toString()}`);
    expect(status).toBe(200);
    seqs.push(...body.data.map(({ seq }) => seq));
    for (const { message, highlights } of body.data) {
      for (const { start, end } of highlights)
        expect(fold(message.slice(start, end))).toContain(fold(unquoted(asked.q ?? '')));
    }
    cursor = (body.meta as { next: string | null }).next;
  }
  return seqs;
}

const unquoted = (q: string): string => q.replace(/^"(.*)"$/s, '$1');

function batchesOf<Item>(items: Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, n) =>
    items.slice(n * AT_ONCE, (n + 1) * AT_ONCE),
  );
}

function isDeleted(error: unknown): void {
  expect(error).toMatchObject({ code: 'message.deleted' });
}
