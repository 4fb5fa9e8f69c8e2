import { setTimeout as pause } from 'node:timers/promises';

import { serve } from './child.js';
import { Listener } from './listener.js';

/** The commands of the listeners' process: open connections under a name, or return how many packets they have received. */
export type ListenersAsked = { open: string; url: string; tokens: string[] } | { room: string; atLeast: number };

const crowds = new Map<string, Listener[]>();
const AT_ONCE = 50;
const PATIENCE_MS = 30_000;

serve('ready', (asked: ListenersAsked) => ('open' in asked ? open(asked) : countReceived(asked)));

async function open({ open: name, url, tokens }: Extract<ListenersAsked, { open: string }>): Promise<number> {
  const crowd: Listener[] = [];
  for (let at = 0; at < tokens.length; at += AT_ONCE) {
    crowd.push(...(await Promise.all(tokens.slice(at, at + AT_ONCE).map((token) => Listener.open(url, token)))));
  }
  crowds.set(name, crowd);
  return crowd.length;
}

/** Waits until they have received this many, counted from the beginning. */
async function countReceived({ room, atLeast }: Extract<ListenersAsked, { room: string }>): Promise<number> {
  const count = (): number => (crowds.get(room) ?? []).reduce((sum, listener) => sum + listener.received, 0);
  const deadline = performance.now() + PATIENCE_MS;
  while (count() < atLeast && performance.now() < deadline) await pause(2);
  return count();
}
