import fc from 'fast-check';

import type { ChatView } from '../../src/contract/views/chat.view.js';
import type { FoundMessageView, MessageView } from '../../src/contract/views/message.view.js';
import { fold } from '../../src/platform/text/fold.js';
import { DemoCaller } from '../support/demo-caller.js';
import { ServerProcess, useServerDirectory } from '../support/server-process.js';

useServerDirectory();
jest.setTimeout(180_000);

const ROUNDS = 6;
const MESSAGES = 90;
const SEED = 15;
const SETTINGS = { SEED_DEMO: 'true', RATE_LIMIT: 'off' };

const texts = fc.sample(
  fc.string({ unit: fc.constantFrom(...'abcß你 '), minLength: 3, maxLength: 12 }).filter((text) => text.trim() !== ''),
  { numRuns: ROUNDS * MESSAGES, seed: SEED },
);
/** How many sends are answered in each round before the server is killed. */
const kills = fc.sample(fc.integer({ min: 1, max: MESSAGES }), { numRuns: ROUNDS, seed: SEED });

it('a search finds the same as reading everything, however often the server was killed while it wrote signatures', async () => {
  let server = ServerProcess.start(SETTINGS);
  const { dataDir } = server;
  let me = await DemoCaller.signIn(server);
  const { data: chats } = await me.does<ChatView[]>('GET', '/api/chats');
  const chat = chats.find(({ type }) => type === 'group')?.id ?? '';

  for (const [round, kill] of kills.entries()) {
    const some = texts.slice(round * MESSAGES, (round + 1) * MESSAGES);
    await sendAndKill(server, me, chat, some, kill);
    server = ServerProcess.start({ ...SETTINGS, DATA_DIR: dataDir });
    me = await DemoCaller.signIn(server);
    const all = await everything(me, chat);
    expect(all.length).toBeGreaterThanOrEqual(kill);
    for (const q of [...some.slice(0, 3), 'a', 'zz']) {
      const expected = all.filter(({ message }) => fold(message).includes(fold(q))).map(({ seq }) => seq);
      expect({ round, q, seqs: await found(me, `/api/chats/${chat}/search-messages`, { q }) }).toEqual({
        round,
        q,
        seqs: expected,
      });
      const everywhere = await found(me, '/api/search', { q: `"${q}"`, in: chat, limit: '50' });
      expect({ round, q, seqs: everywhere }).toEqual({ round, q, seqs: expected });
    }
  }
  expect(await server.stop()).toBe(0);
});

/** Sends texts all at once, and ends the server when some of them were answered. */
async function sendAndKill(
  server: ServerProcess,
  me: DemoCaller,
  chat: string,
  some: string[],
  kill: number,
): Promise<void> {
  let answered = 0;
  const send = async (message: string): Promise<void> => {
    await me.does('POST', `/api/chats/${chat}/messages`, { message });
    if (++answered === kill) server.child.kill('SIGKILL');
  };
  await Promise.all(some.map((message) => send(message).catch(() => undefined)));
  await server.exit;
}

/** All messages with a text, newest first. */
async function everything(me: DemoCaller, chat: string): Promise<MessageView[]> {
  const all: MessageView[] = [];
  for (let page = 1; ; page++) {
    const { data } = await me.does<MessageView[]>('GET', `/api/chats/${chat}/messages?limit=100&page=${page}`);
    all.push(...data.filter(({ deletedAt, kind }) => deletedAt === null && kind !== 'system'));
    if (data.length < 100) return all;
  }
}

async function found(me: DemoCaller, path: string, asked: Record<string, string>): Promise<number[]> {
  const seqs: number[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: URLSearchParams = new URLSearchParams({ ...asked, ...(cursor && { cursor }) });
    const { data, meta } = await me.does<FoundMessageView[]>('GET', `${path}?${query.toString()}`);
    seqs.push(...data.map(({ seq }) => seq));
    cursor = meta.next;
  }
  return seqs;
}
