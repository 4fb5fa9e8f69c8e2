import { Person } from './person.mjs';

const NAMES = ['ada', 'ben', 'cleo', 'dan', 'eve', 'fay', 'gus', 'hal'];
/** Who is in which chat: one busy group, two smaller ones, two direct chats. */
const CHATS = [NAMES, ['ada', 'ben', 'cleo', 'dan'], ['eve', 'fay', 'gus'], ['ada', 'hal'], ['ben', 'eve']];

/** Registers people, a few at a time, because hashing passwords takes the servers a while. */
export async function people(urls, names) {
  const found = [];
  for (let at = 0; at < names.length; at += 4) {
    found.push(...(await Promise.all(names.slice(at, at + 4).map((name) => Person.register(urls, name)))));
  }
  return found;
}

/** This many names with the same beginning. */
export const named = (kind, count) => Array.from({ length: count }, (_, number) => `${kind}${number + 1}`);

/** @returns the chat's id and its people, its owner first */
export async function chatOf([owner, ...others], title) {
  const { id } = await owner.does('POST', 'chats', { participants: others.map((one) => one.id), title });
  return { id, people: [owner, ...others] };
}

/** All messages of a chat, oldest first. */
export async function messagesOf(person, chatId) {
  const messages = [];
  for (;;) {
    const after = messages.at(-1)?.seq ?? 0;
    const { data, meta } = await person.call('GET', `chats/${chatId}/messages?after=${after}&limit=100`);
    messages.push(...data.toReversed());
    if (!meta.hasMore) return messages;
  }
}

/** These people in these chats, and a stranger who is in none; all with a socket. */
export async function gather(urls) {
  const [stranger, ...everybody] = await people(urls, ['stranger', ...NAMES]);
  const chats = [];
  for (const names of CHATS) {
    chats.push(await chatOf(names.map((name) => everybody[NAMES.indexOf(name)])));
  }
  for (const person of [stranger, ...everybody]) person.connect();
  return { everybody, stranger, chats };
}
