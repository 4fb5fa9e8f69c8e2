import { deed, oneOf } from './deeds.js';

const reads = deed((person, path, seq) => person.call('POST', `${path}/read`, { seq }));
const receives = deed((person, path, seq) => person.call('POST', `${path}/delivered`, { seq }));
const sets = deed((person, path, n) => person.call('POST', `${path}/toggle-${n % 2 ? 'pin' : 'archive'}`));
const mutes = deed((person, path, n) => person.call(n % 3 ? 'PUT' : 'DELETE', `${path}/mute`));
const signs = deed((person, path, n) => person.call(n % 4 ? 'PUT' : 'DELETE', `${path}/marked-unread`));
const drafts = deed(async (person, path, n) => {
  const { body } = await person.call<{ draftVersion: number } | undefined>('GET', `${path}/draft`);
  const version = body.data?.draftVersion ?? 0;
  await person.call('PUT', `${path}/draft`, { message: n % 3 ? `half a thought ${n}` : '', version });
});
const clears = deed((person, path) => person.call('DELETE', `${path}/history`));
const renames = deed((person, _, n) => person.call('PATCH', '/api/me', { name: `${person.name} ${n % 5}` }));
const stars = deed(async (person, path, n) => {
  const message = await oneOf(person, path, n);
  if (message) await person.call(n % 3 ? 'PUT' : 'DELETE', `${message}/star`);
});

/** Actions on a person's own settings and name. */
export const ownDeeds = [
  { arbitrary: reads, weight: 2 },
  { arbitrary: receives, weight: 2 },
  { arbitrary: sets, weight: 2 },
  { arbitrary: mutes, weight: 1 },
  { arbitrary: signs, weight: 2 },
  { arbitrary: clears, weight: 1 },
  { arbitrary: drafts, weight: 1 },
  { arbitrary: stars, weight: 2 },
  { arbitrary: renames, weight: 1 },
];
