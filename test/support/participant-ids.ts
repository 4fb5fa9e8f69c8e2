import type { ChatView } from '../../src/contract/views/chat.view.js';
import type { Person } from './person.js';
import { server } from './server.js';

/** The participant id of a person whom a chat shows. */
export const participantIdOf = (chat: ChatView, { id }: Person): string =>
  chat.participants.find(({ user }) => user.id === id)?.id ?? '';

/** The `rev` at which a participant left. */
export async function leftRev(participant: string): Promise<number> {
  const [row] = await server().sql<{ rev: number }>('select left_rev rev from participants where id = $1', [
    participant,
  ]);
  return row?.rev ?? 0;
}
