import fc from 'fast-check';

import type { Person } from './person.js';
import type { Replica } from './replica.js';

/** Where deeds are done. */
interface World {
  persons: Person[];
  chats: { id: string }[];
  replicas: { replica: Replica }[];
}
export type Deed = (world: World) => Promise<unknown>;

/** A place in any cast of up to five. */
export const someone = fc.nat(59);
const somewhere = fc.nat(59);

/** Something one person does in one chat; where they are not in it, nothing comes of it. */
export function deed(does: (person: Person, path: string, number: number) => Promise<unknown>): fc.Arbitrary<Deed> {
  return fc.tuple(someone, somewhere, fc.nat(40)).map(([who, where, number]): Deed => ({ persons, chats }) => {
    const [person, chat] = [persons[who % persons.length], chats[where % chats.length]];
    return person && chat ? does(person, `/api/chats/${chat.id}`, number) : Promise.resolve();
  });
}

/** One of the newest messages of a chat, if it has any. */
export async function oneOf(person: Person, path: string, n: number): Promise<string | undefined> {
  const { status, body } = await person.call<{ id: string }[]>('GET', `${path}/messages`);
  const message = status === 200 ? body.data[n % Math.max(1, body.data.length)] : undefined;
  return message && `${path}/messages/${message.id}`;
}
