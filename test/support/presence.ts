import { Presence } from '../../src/presence/presence.js';
import { Sockets } from '../../src/realtime/sockets.js';
import type { Ears } from './ears.js';
import { allHeard } from './fence.js';
import { people, person } from './people.js';
import type { Person } from './person.js';
import { server } from './server.js';

/** The clock of presence is moved on, instead of waiting. */
export const after = (seconds: number): Promise<void> =>
  server()
    .live.app.get(Presence)
    .tick(Date.now() + seconds * 1000);

/** Hangs up, and waits until the server has noticed. */
export async function leaves(ears: Ears | undefined): Promise<void> {
  const noticed = new Promise<void>((resolve) => {
    server()
      .live.app.get(Sockets)
      .each((socket) => {
        if (socket.id === ears?.socket.id) socket.once('disconnect', () => resolve());
      });
  });
  ears?.hangUp();
  await noticed;
}

/** What one heard of another, in order. */
export const heardOf = (one: Person, other: Person): string[] =>
  (one.ears?.all('presence.changed') ?? []).filter(({ userId }) => userId === other.id).map(({ status }) => status);

/** Ben is there and hears; ada, who shares a chat with him, has not come yet. */
export async function benAwaitsAda() {
  const ada = await person('ada');
  const { ben } = await people('ben');
  const chat = await ben.opensChatWith(ada);
  const settled = () => allHeard(ben, chat, ben.ears);
  const status = async () => (await ben.does<{ status: string }>('GET', `/api/users/${ada.id}`)).status;
  return { ada, ben, chat, settled, status };
}
