import type { Client } from 'pg';

import { HttpSender } from './http-sender.js';
import type { Settings } from './settings.js';
import { figure } from './statistics.js';
import { inTurn } from './turns.js';
import { addChats, addPeople } from './world.js';

const SENDS_PER_SECOND = 200;
const SENDERS = 8;
/** Transactions that write the journal of two minutes of these sends, and the rows of each. */
const TRANSACTIONS = 240;
const ROWS = (120 * SENDS_PER_SECOND) / TRANSACTIONS;
const WAYS = ['alone', 'beside'] as const;

/** ms per poll, round by round: without another transaction, and beside one that has been open for two minutes. */
export type Beside = Record<(typeof WAYS)[number], number[]>;

/**
 * Polls a list while others send 200 messages a second, in turn without and with an open transaction that writes.
 * @param client for the rows of the journal @param other for the transaction @param poll returns how long it took, in ms
 */
export async function besideTransaction(
  url: string,
  { client, other }: Record<'client' | 'other', Client>,
  poll: () => Promise<number>,
  { rounds, calls }: Settings,
): Promise<Beside> {
  const sends = await SteadySends.start(url, client);
  const found = await inTurn(WAYS, rounds, async (way) => {
    if (way === 'beside') await other.query('begin; select pg_current_xact_id()');
    for (let n = 0; n < TRANSACTIONS; n++) await client.query(ADD_MOVES, [ROWS, (120 * n) / TRANSACTIONS]);
    await poll();
    const took: number[] = [];
    for (let call = 0; call < calls; call++) took.push(await poll());
    if (way === 'beside') await other.query('rollback');
    return figure(took).median;
  });
  await sends.stop();
  return { alone: found.get('alone') ?? [], beside: found.get('beside') ?? [] };
}

/** Rows of the journal about chats of others, from `$2` seconds ago, in one transaction. */
const ADD_MOVES = `
  insert into moves (moved_at, chat_ids, revs)
  select now() - $2 * interval '1 second', array[gen_random_uuid()], array[1] from generate_series(1, $1::int)`;

/** People who together send 200 messages a second, each to a chat of their own. */
class SteadySends {
  private readonly timer: NodeJS.Timeout;
  private readonly underWay = new Set<Promise<void>>();

  private constructor(private readonly senders: { sender: HttpSender; chat: string }[]) {
    const free = [...senders];
    this.timer = setInterval(() => {
      const one = free.shift();
      if (!one) return;
      const sent = one.sender.send(one.chat, 'something new').then(() => {
        free.push(one);
        this.underWay.delete(sent);
      });
      this.underWay.add(sent);
    }, 1000 / SENDS_PER_SECOND);
  }

  static async start(url: string, client: Client): Promise<SteadySends> {
    const people = await addPeople(client, SENDERS);
    const chats = await addChats(
      client,
      people.map(({ userId }) => [userId]),
    );
    const senders = people.map(async ({ token }, n) => ({
      sender: await HttpSender.open(url, token),
      chat: chats[n] ?? '',
    }));
    return new SteadySends(await Promise.all(senders));
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.underWay);
    for (const { sender } of this.senders) sender.close();
  }
}
