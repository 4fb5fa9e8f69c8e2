import type { Presence } from '../../src/presence/presence.js';
import type { Sockets } from '../../src/realtime/delivery/sockets.js';
import type { TestSocket } from './test-socket.js';
import { allReceived } from './all-received.js';
import { people, person } from './people.js';
import type { Person } from './person.js';
import { server } from './server.js';

/** Moves the clock of presence, instead of waiting. */
export const tickPresence = (seconds: number): Promise<void> =>
  server()
    .live.service<Presence>('presence/presence', 'Presence')
    .tick(Date.now() + seconds * 1000);

/** Disconnects, and waits until the server has noticed. */
export async function disconnects(socket: TestSocket | undefined): Promise<void> {
  const id = socket?.client.id ?? '';
  socket?.close();
  // Each socket is alone in a room that has its id.
  for (const { live } = server(); await live.service<Sockets>('realtime/delivery/sockets', 'Sockets').anyIn(id););
}

/** The presence events of one person that another received, in order. */
export const presenceReceived = (one: Person, other: Person): string[] =>
  (one.socket?.all('presence.changed') ?? []).filter(({ userId }) => userId === other.id).map(({ status }) => status);

/** Ben is connected; ada, who shares a chat with him, has not connected yet. */
export async function benConnected() {
  const ada = await person('ada');
  const { ben } = await people('ben');
  const chat = await ben.opensChatWith(ada);
  const settled = () => allReceived(ben, chat, ben.socket);
  const status = async () => (await ben.does<{ status: string }>('GET', `/api/users/${ada.id}`)).status;
  return { ada, ben, chat, settled, status };
}
