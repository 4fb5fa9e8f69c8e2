import { action, anyMessage } from './actions.js';

const marksRead = action((person, path, seq) => person.call('POST', `${path}/read`, { seq }));
const marksDelivered = action((person, path, seq) => person.call('POST', `${path}/delivered`, { seq }));
const togglesPinOrArchive = action((person, path, n) =>
  person.call('POST', `${path}/toggle-${n % 2 ? 'pin' : 'archive'}`),
);
const mutes = action((person, path, n) => person.call(n % 3 ? 'PUT' : 'DELETE', `${path}/mute`));
const marksUnread = action((person, path, n) => person.call(n % 4 ? 'PUT' : 'DELETE', `${path}/marked-unread`));
const savesDraft = action(async (person, path, n) => {
  const { body } = await person.call<{ draftVersion: number } | undefined>('GET', `${path}/draft`);
  const version = body.data?.draftVersion ?? 0;
  await person.call('PUT', `${path}/draft`, { message: n % 3 ? `half a thought ${n}` : '', version });
});
const clearsHistory = action((person, path) => person.call('DELETE', `${path}/history`));
const changesName = action((person, _, n) => person.call('PATCH', '/api/me', { name: `${person.name} ${n % 5}` }));
const stars = action(async (person, path, n) => {
  const message = await anyMessage(person, path, n);
  if (message) await person.call(n % 3 ? 'PUT' : 'DELETE', `${message}/star`);
});

/** Actions on a person's own settings and name. */
export const ownActions = [
  { arbitrary: marksRead, weight: 2 },
  { arbitrary: marksDelivered, weight: 2 },
  { arbitrary: togglesPinOrArchive, weight: 2 },
  { arbitrary: mutes, weight: 1 },
  { arbitrary: marksUnread, weight: 2 },
  { arbitrary: clearsHistory, weight: 1 },
  { arbitrary: savesDraft, weight: 1 },
  { arbitrary: stars, weight: 2 },
  { arbitrary: changesName, weight: 1 },
];
