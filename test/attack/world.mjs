import { does, inTurns, register, registerAll } from './account.mjs';

/** Where the people of this suite signed in before. */
export const HOME = '192.0.2.7';

/** What a person and their friends have written. The attacker's chats hold as much as a busy free account's. */
const SYNC_CHATS = 60;
const SAID_IN_EACH = 25;
const LONG_TEXTS = 2_000;
const LONGEST = 4_000;
const LISTENERS = 10;
const SENDERS_AT_ONCE = 16;

/**
 * What the attacks act on, made through the public door while rates are off.
 * @param crowd so many people for the overload
 * @returns plain data: accounts, and the ids of chats
 */
export async function makeWorld(url, crowd) {
  const [mallory, ada, ben] = [
    await register(url, 'mallory', HOME),
    await register(url, 'ada', HOME),
    await register(url, 'ben', HOME),
  ];
  const listeners = await registerAll(url, 'listener', LISTENERS);
  const people = await registerAll(url, 'person', crowd);
  const opens = (who, others, title) =>
    does({ url, path: '/api/chats', token: who.token, body: { participants: others.map(({ id }) => id), title } });

  const titles = Array.from({ length: SYNC_CHATS }, (_, number) => `chat ${number + 1}`);
  const many = await inTurns(titles, (title) => opens(mallory, [ben], title));
  const long = await opens(mallory, [ben], 'long texts');
  const loud = await opens(mallory, listeners, 'many listen');
  const friends = await inTurns(titles.slice(0, 10), (title) => opens(ada, [ben], title));
  const places = await inTurns(people, (one, place) =>
    opens(one, [people[(place + 1) % people.length]], `group ${place}`),
  );

  const texts = Array.from({ length: SYNC_CHATS * SAID_IN_EACH }, (_, number) => ({
    path: `/api/chats/${many[number % SYNC_CHATS].id}/messages`,
    message: `${number} the quick brown fox jumps over a lazy dog while rain falls on bridges`,
  }));
  // the hardest there is for a search: every place in it looks like the beginning of what is sought
  const longTexts = Array.from({ length: LONG_TEXTS }, (_, number) => ({
    path: `/api/chats/${long.id}/messages`,
    message: `${number} `.padEnd(LONGEST, 'a'),
  }));
  const say = ({ path, message }) => does({ url, path, token: mallory.token, body: { message } });
  await inTurns([...texts, ...longTexts], say, SENDERS_AT_ONCE);
  return {
    mallory,
    ada,
    ben,
    listeners,
    crowd: people.map((one, place) => ({ ...one, chat: places[place].id })),
    many: many.map(({ id }) => id),
    long: long.id,
    loud: loud.id,
    friends: friends.map(({ id }) => id),
  };
}
