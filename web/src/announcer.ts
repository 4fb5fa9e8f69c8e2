import type { Chat, Parley } from '@parley/client';

import { say } from './notices.js';
import { texts } from './texts.js';
import { wordsOf } from './words.js';

/** Reads new messages of others to screen readers, and shows the unread count in the window title. */
export class Announcer {
  private readonly known = new Map<string, number>();

  constructor(private readonly parley: Parley) {}

  changed(openChat: string | null): void {
    const { chats } = this.parley;
    for (const chat of chats) this.hear(chat, openChat);
    const unread = chats.filter(({ view }) => !isMuted(view.mutedUntil) && !view.archived);
    const total = unread.reduce((sum, { view }) => sum + view.unreadCount, 0);
    document.title = total > 0 ? `(${total}) ${texts.app.name}` : texts.app.name;
  }

  private hear({ id, view }: Chat, openChat: string | null): void {
    const before = this.known.get(id);
    const last = view.lastMessage;
    this.known.set(id, last?.seq ?? 0);
    if (before === undefined || !last || last.seq <= before || last.sender.id === this.parley.me?.id) return;
    if (isMuted(view.mutedUntil) && id !== openChat) return;
    say(texts.chat.heard(last.sender.name, view.title, wordsOf(last)));
  }
}

export function isMuted(until: string | null): boolean {
  return until !== null && Date.parse(until) > Date.now();
}
