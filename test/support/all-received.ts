import type { TestSocket } from './test-socket.js';
import type { Person } from './person.js';

/**
 * Waits until these connections have received everything that was pushed to them so far: it sends a message, which arrives after the
 * rest. With this a test proves that nothing was pushed, without waiting for time to pass.
 */
export async function allReceived(
  sender: Person,
  chat: { id: string },
  ...sockets: (TestSocket | undefined)[]
): Promise<void> {
  const id = crypto.randomUUID();
  const received = sockets.map((socket) => {
    if (!socket) throw new Error('somebody who is to hear it is not connected');
    return socket.waitFor('message.created', (message) => message.id === id);
  });
  await sender.says(chat, 'now', { id });
  await Promise.all(received);
}
