import type { Session } from './session.js';
import type { Push } from './store/pushes.js';
import type { Replica } from './store/replica.js';
import type { ChatView } from './wire.js';

/** The number of latest chats in which presence is fetched. */
const CHATS = 50;

/**
 * Pushes report presence only while the client is connected, and `sync` does not include it. After a disconnect it is fetched for the
 * chats shown first.
 */
export class PresenceCheck {
  private meanwhile: Set<string> | null = null;

  constructor(
    private readonly session: Session,
    private readonly replica: Replica,
  ) {}

  receive(push: Push): void {
    if (push[0] === 'presence.changed') this.meanwhile?.add(push[1].userId);
  }

  async fetch(): Promise<void> {
    const changed = (this.meanwhile = new Set<string>());
    const chats = await this.session.call<ChatView[]>('GET', `/api/chats?limit=${CHATS}`).catch(() => []);
    if (changed !== this.meanwhile) return;
    this.meanwhile = null;
    for (const { user } of chats.flatMap(({ participants }) => participants)) {
      // Events received since are newer than the answer.
      if (!changed.has(user.id))
        this.replica.setPresence({ userId: user.id, status: user.status, lastSeenAt: user.lastSeenAt });
    }
  }
}
