import { action, anyMessage } from './actions.js';

const sends = action((person, path, n) => person.call('POST', `${path}/messages`, { message: `words ${n}` }));
const edits = action(async (person, path, n) => {
  const message = await anyMessage(person, path, n);
  if (message) await person.call('PATCH', message, { message: `other words ${n}` });
});
const deletes = action(async (person, path, n) => {
  const message = await anyMessage(person, path, n);
  if (message) await person.call('DELETE', `${message}?for=${n % 2 ? 'me' : 'everyone'}`);
});
const reacts = action(async (person, path, n) => {
  const message = await anyMessage(person, path, n);
  const emoji = ['👍', '❤️', '🇩🇪'][n % 3] ?? '';
  if (message) await person.call(n % 4 ? 'PUT' : 'DELETE', `${message}/reactions/${encodeURIComponent(emoji)}`);
});
const followsThread = action(async (person, path, n) => {
  const message = await anyMessage(person, path, n);
  if (message) await person.call(n % 3 ? 'PUT' : 'DELETE', `${message}/thread`);
});
const sendsInThread = action(async (person, _, n) => {
  const { body } = await person.call<{ id: string; type: string }[]>('GET', '/api/chats?threads=true');
  const threads = body.data.filter(({ type }) => type === 'thread');
  const thread = threads[n % Math.max(1, threads.length)];
  if (thread) await person.call('POST', `/api/chats/${thread.id}/messages`, { message: `aside ${n}` });
});
const replies = action(async (person, path, n) => {
  const reply = (await anyMessage(person, path, n))?.split('/').at(-1);
  await person.call('POST', `${path}/messages`, { message: `answer ${n}`, reply });
});

/** Actions on messages: sending, editing, deleting and the like. */
export const messageActions = [
  { arbitrary: sends, weight: 6 },
  { arbitrary: replies, weight: 2 },
  { arbitrary: edits, weight: 2 },
  { arbitrary: deletes, weight: 2 },
  { arbitrary: reacts, weight: 3 },
  { arbitrary: followsThread, weight: 1 },
  { arbitrary: sendsInThread, weight: 2 },
];
