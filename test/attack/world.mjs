import { setTimeout as pause } from 'node:timers/promises';

import { does, inTurns, register, registerAll } from './account.mjs';
import { SocketConnection } from './socket-connection.mjs';

/** The address from which the people of this suite signed in before. */
export const HOME = '192.0.2.7';

/** The size of the data. The attacker's chats hold as much as those of a busy free account. */
const SYNC_CHATS = 60;
const SAID_IN_EACH = 25;
const LONG_TEXTS = 2_000;
const LONGEST = 4_000;
const LISTENERS = 10;
/** No more at once than the server carries out. */
const SENT_AT_ONCE = 60;
const TRIES = 10;
/** Each attack has its own account, so that one attack does not use up the limits of the next. */
const ATTACKERS = ['caller', 'comer', 'reader', 'searcher', 'sender', 'typist', 'uploader'];

/**
 * Data for the attacks, created through the public API while rates are off.
 * @param crowd the number of people for the overload
 * @returns plain data: accounts, and the ids of chats
 */
export async function makeWorld(url, crowd) {
  const [mallory, ada, ben] = [
    await register(url, 'mallory', HOME),
    await register(url, 'ada', HOME),
    await register(url, 'ben', HOME),
  ];
  const listeners = await registerAll(url, 'listener', LISTENERS);
  const attackers = await inTurns(ATTACKERS, (name) => register(url, name, HOME));
  const people = await registerAll(url, 'person', crowd);
  const opens = (who, others, title) =>
    does({ url, path: '/api/chats', token: who.token, body: { participants: others.map(({ id }) => id), title } });

  const titles = Array.from({ length: SYNC_CHATS }, (_, number) => `chat ${number + 1}`);
  const many = await inTurns(titles, (title) => opens(mallory, [ben], title));
  const long = await opens(mallory, [ben, ...attackers], 'long texts');
  const loud = await opens(mallory, [...listeners, ...attackers], 'many listen');
  const friends = await inTurns(titles.slice(0, 10), (title) => opens(ada, [ben], title));
  const places = await inTurns(people, (one, place) =>
    opens(one, [people[(place + 1) % people.length]], `group ${place}`),
  );

  await say(url, mallory, textsFor(many, long));
  return {
    mallory,
    ada,
    ben,
    listeners,
    ...Object.fromEntries(attackers.map((one) => [one.name, one])),
    crowd: people.map((one, place) => ({ ...one, chat: places[place].id })),
    many: many.map(({ id }) => id),
    long: long.id,
    loud: loud.id,
    friends: friends.map(({ id }) => id),
  };
}

/** Short texts for most chats, and for one chat the worst text for a search: every position looks like the beginning of the search text. */
function textsFor(many, long) {
  const texts = Array.from({ length: SYNC_CHATS * SAID_IN_EACH }, (_, number) => ({
    chatId: many[number % SYNC_CHATS].id,
    message: `${number} the quick brown fox jumps over a lazy dog while rain falls on bridges`,
  }));
  const longTexts = Array.from({ length: LONG_TEXTS }, (_, number) => ({
    chatId: long.id,
    message: `${number} `.padEnd(LONGEST, 'a'),
  }));
  return [...texts, ...longTexts];
}

async function say(url, { token }, messages) {
  const connection = await SocketConnection.signIn(url, token);
  const send = async (message) => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const ack = await connection.asks('message.send', message);
      if (ack?.status === 'success') return;
      if (ack?.code !== 'overloaded') throw new Error(`a send was answered with ${ack?.code ?? 'nothing'}`);
      await pause(ack.retryAfter * 1_000);
    }
    throw new Error(`a send was answered with overloaded, ${TRIES} times`);
  };
  await inTurns(messages, send, SENT_AT_ONCE);
  connection.close();
}
