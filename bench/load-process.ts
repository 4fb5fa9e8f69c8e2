import type { Acknowledged, AcknowledgedAsked } from './audit.js';
import { serve } from './child.js';
import { HttpSender } from './http-sender.js';
import type { Burst, Load } from './load.js';
import { SocketSender } from './socket-sender.js';
import { percentile } from './statistics.js';

/**
 * Sends in its own process: each sender has one connection and one open message, and sends the next when that is answered. It
 * implements only the necessary part of HTTP, because on two cores the load takes CPU time from the server.
 */
interface Talker {
  /** @returns the id of the message */
  send(chatId: string, text: string): Promise<string>;
  close(): void;
}

const talkers = new Map<string, Promise<Talker[]>>();
const acknowledged = new Map<string, Acknowledged[]>();
let serial = 0;

serve('ready', (asked: Burst | AcknowledgedAsked) =>
  'acknowledgedOf' in asked ? acknowledgedOf(asked.acknowledgedOf) : burst(asked),
);

async function burst({ key, transport, url, senders, seconds }: Burst): Promise<Load> {
  const open =
    talkers.get(key) ??
    Promise.all(
      senders.map(({ token, url: own = url }) => (transport === 'http' ? HttpSender : SocketSender).open(own, token)),
    );
  talkers.set(key, open);
  const took: number[] = [];
  const all = await open;
  const since = performance.now();
  const until = since + seconds * 1000;
  await Promise.all(all.map((talker, index) => talk(talker, senders[index]?.chats ?? [], until, { key, took })));
  const elapsed = (performance.now() - since) / 1000;
  took.sort((a, b) => a - b);
  return {
    sends: took.length,
    perSecond: took.length / elapsed,
    p50: percentile(took, 0.5),
    p99: percentile(took, 0.99),
  };
}

function acknowledgedOf(key: string): Acknowledged[] {
  const all = acknowledged.get(key) ?? [];
  acknowledged.set(key, all);
  return all;
}

async function talk(
  talker: Talker,
  chats: string[],
  until: number,
  { key, took }: { key: string; took: number[] },
): Promise<void> {
  const stored = acknowledgedOf(key);
  for (let count = 0; performance.now() < until; count++) {
    const before = performance.now();
    const chatId = chats[count % chats.length] ?? '';
    const body = `message ${++serial}: are we still on for lunch tomorrow?`;
    const id = await talker.send(chatId, body);
    took.push(performance.now() - before);
    stored.push({ id, chatId, body });
  }
}
