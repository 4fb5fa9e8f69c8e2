import type { Chat } from '@parley/client';

import { isMuted } from './announcer.js';
import { choose } from './dialog.js';
import type { MenuItem } from './menu.js';
import { attempt } from './notices.js';
import { texts } from './texts.js';

const HOUR = 3_600_000;

/** The actions on a chat in the list, which affect only the caller. */
export function chatActions(chat: Chat): MenuItem[] {
  const { view } = chat;
  const { chatActions: words } = texts;
  const unread = view.unreadCount > 0 || view.markedUnread;
  const muted = isMuted(view.mutedUntil);
  return [
    { icon: 'pin', label: view.pinned ? words.unpin : words.pin, action: doing(() => chat.pin(!view.pinned)) },
    {
      icon: 'archive',
      label: view.archived ? words.unarchive : words.archive,
      action: doing(() => chat.archive(!view.archived)),
    },
    muted
      ? { icon: 'bell', label: words.unmute, action: doing(() => chat.mute(null)) }
      : { icon: 'bellOff', label: words.mute, action: () => askHowLong(chat) },
    unread
      ? { icon: 'check', label: words.markRead, action: doing(() => markRead(chat)) }
      : { icon: 'mail', label: words.markUnread, action: doing(() => chat.markUnread(true)) },
  ];
}

function doing(action: () => Promise<unknown>): () => void {
  return () => void attempt(action);
}

async function markRead(chat: Chat): Promise<void> {
  if (chat.view.unreadCount > 0) chat.read();
  if (chat.view.markedUnread) await chat.markUnread(false);
}

function askHowLong(chat: Chat): void {
  const { mute } = texts;
  const during = (ms: number) => () => chat.mute(new Date(Date.now() + ms).toISOString());
  choose(mute.title, '', [
    { label: mute.hour, action: during(HOUR) },
    { label: mute.day, action: during(24 * HOUR) },
    { label: mute.week, action: during(7 * 24 * HOUR) },
    { label: mute.always, action: () => chat.mute() },
  ]);
}
