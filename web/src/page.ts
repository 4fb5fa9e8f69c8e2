import type { Chat, Parley } from '@parley/client';

/** A panel beside a chat. */
export interface Panel {
  title: string;
  element: HTMLElement;
  /** Draws it again if something that it shows may have changed. */
  changed?(): void;
  /** Takes the focus when it is opened. */
  focus?(): void;
}

/** What each part of the page may call on the whole page. */
export interface Page {
  readonly parley: Parley;
  /** Opens a chat, at one of its messages if given; null shows only the list, on a phone. */
  open(chatId: string | null, seq?: number): void;
  /** Shows this beside the chat; null closes it. */
  show(panel: Panel | null): void;
}

export function myId(page: Page): string {
  return page.parley.me?.id ?? '';
}

/** The caller's role in a group decides what the page offers. The server checks it again. */
export function myRole({ view }: Chat): 'owner' | 'admin' | 'member' {
  return view.participants.find(({ id }) => id === view.participantId)?.role ?? 'member';
}

/** The other person of a direct chat. */
export function otherOf({ view }: Chat) {
  if (view.type !== 'direct') return undefined;
  return view.participants.find(({ id }) => id !== view.participantId)?.user;
}
