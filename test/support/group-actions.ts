import fc from 'fast-check';

import { type Action, action, anyPerson } from './actions.js';
import type { Person } from './person.js';

/** An action of one person with another, who may be the same. */
const actionOfTwo = (
  run: (one: Person, other: Person, chats: { id: string }[]) => Promise<unknown>,
): fc.Arbitrary<Action> =>
  fc.tuple(anyPerson, anyPerson).map(([which, whom]): Action => ({ persons, chats }) => {
    const [one, other] = [persons[which % persons.length], persons[whom % persons.length]];
    return one && other ? run(one, other, chats) : Promise.resolve();
  });

const adds = actionOfTwo((one, other, chats) =>
  one.call('POST', `/api/chats/${chats[1]?.id}/participants`, { participants: [other.id] }),
);
const leaves = actionOfTwo(async (one, _, chats) => {
  const chat = `/api/chats/${chats[1]?.id}`;
  const { body } = await one.call<{ participantId: string } | undefined>('GET', chat);
  await one.call('DELETE', `${chat}/participants/${body.data?.participantId}`);
});
const participants = async (person: Person, path: string) => {
  const { status, body } = await person.call<{ id: string; role: string }[]>('GET', `${path}/participants`);
  return status === 200 ? body.data : [];
};
const changesSettings = action(async (person, path, n) => {
  const [title, description] = [[`Title ${n}`, null][n % 2], `Number ${n}`];
  await person.call('PATCH', path, n % 3 ? { historyHidden: n % 2 === 0 } : { title, description });
});
const changesRole = action(async (person, path, n) => {
  const all = await participants(person, path);
  const role = ['admin', 'member', 'owner'][n % 3];
  await person.call('PATCH', `${path}/participants/${all[n % Math.max(1, all.length)]?.id}`, { role });
});
const removes = action(async (person, path, n) => {
  const all = await participants(person, path);
  await person.call('DELETE', `${path}/participants/${all[n % Math.max(1, all.length)]?.id}`);
});
const opensGroup = actionOfTwo((one, other) =>
  one.call('POST', '/api/chats', { participants: [other.id], title: 'One more' }),
);
const blocks = actionOfTwo((one, other) =>
  one.call(one.id < other.id ? 'PUT' : 'DELETE', `/api/users/${other.id}/block`),
);

/** Actions on groups: adding, removing, leaving, roles and settings. */
export const groupActions = [
  { arbitrary: adds, weight: 2 },
  { arbitrary: leaves, weight: 1 },
  { arbitrary: changesSettings, weight: 2 },
  { arbitrary: changesRole, weight: 1 },
  { arbitrary: removes, weight: 1 },
  { arbitrary: opensGroup, weight: 1 },
  { arbitrary: blocks, weight: 1 },
];
