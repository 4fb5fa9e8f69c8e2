import fc from 'fast-check';

import type { Person } from './person.js';
import type { Replica } from './replica.js';

/** The people and chats that actions use. */
interface World {
  persons: Person[];
  chats: { id: string }[];
  replicas: { replica: Replica }[];
}
export type Action = (world: World) => Promise<unknown>;

/** A random number that chooses evenly among up to five people. */
export const anyPerson = fc.nat(59);
const anyChat = fc.nat(59);

/** An action of one person in one chat. If they are not in the chat, it has no effect. */
export function action(run: (person: Person, path: string, number: number) => Promise<unknown>): fc.Arbitrary<Action> {
  return fc.tuple(anyPerson, anyChat, fc.nat(40)).map(([who, where, number]): Action => ({ persons, chats }) => {
    const [person, chat] = [persons[who % persons.length], chats[where % chats.length]];
    return person && chat ? run(person, `/api/chats/${chat.id}`, number) : Promise.resolve();
  });
}

/** One of the newest messages of a chat, if it has any. */
export async function anyMessage(person: Person, path: string, n: number): Promise<string | undefined> {
  const { status, body } = await person.call<{ id: string }[]>('GET', `${path}/messages`);
  const message = status === 200 ? body.data[n % Math.max(1, body.data.length)] : undefined;
  return message && `${path}/messages/${message.id}`;
}
