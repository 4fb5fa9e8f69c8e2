import type { Socket as TcpSocket } from 'node:net';

import type { SlowReaders } from '../src/realtime/delivery/backpressure.js';
import type { SocketsHere } from '../src/realtime/delivery/sockets.js';
import type { TestSocket } from './support/test-socket.js';
import { onAnotherDevice, people } from './support/people.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer();

const LONG = 'long '.repeat(800).trim();
/** The network may buffer some megabytes for a client that does not read. This many messages exceed that. */
const MOST_MESSAGES = 6_000;
const AT_ONCE = 200;

/** The TCP connection of a socket. While it is paused, the client reads nothing, like a client that hangs. */
function connectionOf({ client }: TestSocket): TcpSocket {
  const { transport } = client.io.engine as unknown as { transport: { ws: { _socket: TcpSocket } } };
  return transport.ws._socket;
}

/** Whether a socket of this person in the chat is behind now. */
async function isBehind(chat: { id: string }, { id }: Person): Promise<boolean> {
  const open = await server().live.service<SocketsHere>('realtime/delivery/sockets', 'SocketsHere').of(chat.id, [id]);
  return open.some(({ behind }) => behind);
}

/** Sends long messages until a socket of `slow` is behind. @returns how many messages */
async function sendUntilBehind(sender: Person, chat: { id: string }, slow: Person): Promise<number> {
  for (let said = 0; said < MOST_MESSAGES; said += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => sender.says(chat, LONG)));
    if (await isBehind(chat, slow)) return said + AT_ONCE;
  }
  throw new Error('never behind');
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${server().live.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

async function cast() {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  const slow = await (await onAnotherDevice(ben)).connects();
  return { ada, ben, chat, slow };
}

const all = (count: number): number[] => Array.from({ length: count }, (_, place) => place + 1);

describe('a reader that stops reading', () => {
  it('receives `sync.needed` once when it reads again; nobody else misses anything', async () => {
    const { ada, ben, chat, slow } = await cast();
    const dropped = await metric('parley_pushes_dropped_total');
    connectionOf(slow).pause();

    const said = await sendUntilBehind(ada, chat, ben);
    await ada.says(chat, 'left out');
    expect(await metric('parley_sockets_behind')).toBe(1);
    expect(await metric('parley_pushes_dropped_total')).toBeGreaterThan(dropped);

    const pushed = slow.waitFor('sync.needed');
    connectionOf(slow).resume();
    expect(await pushed).toEqual({});
    expect(await metric('parley_sockets_behind')).toBe(0);

    const received = slow.all('message.created').map(({ seq }) => seq);
    expect(received).toEqual(all(received.length));
    expect(received.length).toBeLessThan(said + 1);
    const missing = await ben.sees(chat, `?after=${said}&limit=100`);
    expect(missing.map(({ message }) => message)).toEqual(['left out']);

    const last = slow.waitFor('message.created');
    const atOthers = ben.waitFor('message.created', ({ message }) => message === 'pushed again');
    await ada.says(chat, 'pushed again');
    expect(await last).toMatchObject({ message: 'pushed again', seq: said + 2 });
    await atOthers;
    expect(slow.all('sync.needed')).toHaveLength(1);
    expect(ben.socket?.all('message.created').map(({ seq }) => seq)).toEqual(all(said + 2));
  }, 120_000);

  it('is cut off after 30 s, and the pushes that waited for it are dropped', async () => {
    const { ada, ben, chat, slow } = await cast();
    const stuck = await metric('parley_sockets_stuck_total');
    const sockets = await metric('parley_sockets');
    connectionOf(slow).pause();
    await sendUntilBehind(ada, chat, ben);
    const slowReaders = server().live.service<SlowReaders>('realtime/delivery/backpressure', 'SlowReaders');

    await slowReaders.closeStuck(Date.now() + 20_000);
    expect(await metric('parley_sockets_behind')).toBe(1);
    await slowReaders.closeStuck(Date.now() + 31_000);

    expect(await metric('parley_sockets_behind')).toBe(0);
    expect(await metric('parley_sockets_stuck_total')).toBe(stuck + 1);
    expect(await metric('parley_sockets')).toBe(sockets - 1);
    const closed = new Promise((resolve) => slow.client.once('disconnect', resolve));
    connectionOf(slow).resume();
    expect(await closed).toMatch(/transport/);
    const afterwards = ben.waitFor('message.created', ({ message }) => message === 'hello');
    await ada.says(chat, 'hello');
    await afterwards;
  }, 120_000);
});

describe('a reader that polls', () => {
  it('receives a burst between two polls, and does not count as behind', async () => {
    const { ada, ben, chat } = await cast();
    const polls = await (await onAnotherDevice(ben)).connects({ transports: ['polling'] });
    const last = polls.waitFor('message.created', ({ seq }) => seq === 250);

    await Promise.all(all(250).map(() => ada.says(chat, LONG)));

    await last;
    expect(polls.all('message.created').map(({ seq }) => seq)).toEqual(all(250));
    expect(polls.all('sync.needed')).toEqual([]);
    const closed = new Promise((resolve) => polls.client.io.engine.once('close', resolve));
    polls.close();
    await closed;
  });
});
