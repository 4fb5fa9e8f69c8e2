import { deed, oneOf } from './deeds.js';

const speaks = deed((person, path, n) => person.call('POST', `${path}/messages`, { message: `words ${n}` }));
const edits = deed(async (person, path, n) => {
  const message = await oneOf(person, path, n);
  if (message) await person.call('PATCH', message, { message: `other words ${n}` });
});
const deletes = deed(async (person, path, n) => {
  const message = await oneOf(person, path, n);
  if (message) await person.call('DELETE', `${message}?for=${n % 2 ? 'me' : 'everyone'}`);
});
const reacts = deed(async (person, path, n) => {
  const message = await oneOf(person, path, n);
  const emoji = ['👍', '❤️', '🇩🇪'][n % 3] ?? '';
  if (message) await person.call(n % 4 ? 'PUT' : 'DELETE', `${message}/reactions/${encodeURIComponent(emoji)}`);
});
const follows = deed(async (person, path, n) => {
  const message = await oneOf(person, path, n);
  if (message) await person.call(n % 3 ? 'PUT' : 'DELETE', `${message}/thread`);
});
const speaksInThreads = deed(async (person, _, n) => {
  const { body } = await person.call<{ id: string; type: string }[]>('GET', '/api/chats?threads=true');
  const threads = body.data.filter(({ type }) => type === 'thread');
  const thread = threads[n % Math.max(1, threads.length)];
  if (thread) await person.call('POST', `/api/chats/${thread.id}/messages`, { message: `aside ${n}` });
});
const answers = deed(async (person, path, n) => {
  const reply = (await oneOf(person, path, n))?.split('/').at(-1);
  await person.call('POST', `${path}/messages`, { message: `answer ${n}`, reply });
});

/** Actions on messages: sending, editing, deleting and the like. */
export const messageDeeds = [
  { arbitrary: speaks, weight: 6 },
  { arbitrary: answers, weight: 2 },
  { arbitrary: edits, weight: 2 },
  { arbitrary: deletes, weight: 2 },
  { arbitrary: reacts, weight: 3 },
  { arbitrary: follows, weight: 1 },
  { arbitrary: speaksInThreads, weight: 2 },
];
