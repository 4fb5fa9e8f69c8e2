import type { Ears } from './ears.js';
import type { Person } from './person.js';

/**
 * Waits until these connections have received everything that was pushed to them so far: it sends a message, which arrives after the
 * rest. With this a test proves that nothing was pushed, without waiting for time to pass.
 */
export async function allHeard(
  speaker: Person,
  chat: { id: string },
  ...listeners: (Ears | undefined)[]
): Promise<void> {
  const id = crypto.randomUUID();
  const heard = listeners.map((ears) => {
    if (!ears) throw new Error('somebody who is to hear it is not connected');
    return ears.hears('message.created', (message) => message.id === id);
  });
  await speaker.says(chat, 'now', { id });
  await Promise.all(heard);
}
