import { setTimeout as pause } from 'node:timers/promises';

import { inTurns } from './account.mjs';
import { fromTests } from './read-typescript.mjs';
import { SocketConnection } from './socket-connection.mjs';

const WITHIN_MS = 5_000;
const AT_ONCE = 10;
const EVENTS_AT_ONCE = 50;

const FIELDS = {
  'message.send': ['chatId', 'message', 'reply', 'media', 'id', 'mentions', 'mentionsAll', 'attachments', 'poll'],
  'chat.read': ['chatId', 'seq'],
  'chat.delivered': ['chatId', 'seq'],
  'typing.start': ['chatId'],
  'typing.stop': ['chatId'],
  'presence.set': ['status'],
  sync: ['chats'],
};

/**
 * The hostile packets of the tests. @returns how many sockets are still open that should be closed
 */
export async function packets({ url, people, tally, failed, oneIn }) {
  const { CLOSES, ANSWERED } = await fromTests('hostile-packets.ts');
  const { token } = people.odd;
  const open = await inTurns(Object.entries(CLOSES), ([what, said]) => closes({ url, token, what, said }), AT_ONCE);
  for (const what of open) tally.ack({ status: 'error', code: what === null ? 'closed' : 'not closed', retryAfter: 1 });
  await inTurns(
    Object.entries(ANSWERED),
    async ([what, [said]]) => {
      const text = await answerTo({ url, token, said });
      if (text.includes('"internal"')) failed.push(`the packet ${what}`);
      tally.ack(text === '' ? null : JSON.parse(text.slice(3))[0]);
    },
    AT_ONCE,
  );
  await events({ url, people, tally, failed, oneIn });
  return { unclosed: open.filter((what) => what !== null).length };
}

/** @returns null if the socket was closed, otherwise a sentence about the packet */
async function closes({ url, token, what, said }) {
  const connection = await SocketConnection.signIn(url, token);
  for (const packet of said) connection.send(packet);
  const until = performance.now() + WITHIN_MS;
  while (!connection.closed && performance.now() < until) await pause(10);
  const result = connection.closed ? null : what;
  connection.close();
  return result;
}

/** @returns the packet that answers number 7; empty if none arrived */
async function answerTo({ url, token, said }) {
  const connection = await SocketConnection.signIn(url, token);
  const answered = new Promise((resolve) => (connection.onPacket = (text) => text.startsWith('437') && resolve(text)));
  for (const packet of said) connection.send(packet);
  const text = await Promise.race([answered, pause(WITHIN_MS, '', { ref: false })]);
  connection.close();
  return text;
}

/** Every hostile value in every field of every event. */
async function events({ url, people: { odd, chat }, tally, failed, oneIn }) {
  const { VALUES, IDS } = await fromTests('hostile-values.ts');
  const good = { chatId: chat.id, message: 'hello', seq: 1, status: 'online', chats: {} };
  const asks = Object.entries(FIELDS).flatMap(([event, fields]) =>
    fields.flatMap((field) =>
      [...VALUES, ...IDS].map((value) => ({ event, field, payload: { ...pick(good, fields), [field]: value } })),
    ),
  );
  let connection = await SocketConnection.signIn(url, odd.token);
  const ask = async ({ event, field, payload }) => {
    if (connection.closed) connection = await SocketConnection.signIn(url, odd.token);
    const ack = tally.ack(await connection.asks(event, payload, WITHIN_MS));
    if (ack?.code === 'internal') failed.push(`${event} ${field}`);
  };
  await inTurns(
    asks.filter((_, place) => place % oneIn === 0),
    ask,
    EVENTS_AT_ONCE,
  );
  connection.close();
}

const pick = (from, keys) => Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)));
