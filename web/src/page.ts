import type { Chat, Parley } from '@parley/client';

/** What stands beside a chat. */
export interface Panel {
  title: string;
  element: HTMLElement;
  /** Draws it anew when something it shows may have changed. */
  changed?(): void;
  /** Takes the focus when it was opened. */
  focus?(): void;
}

/** What each part of the page may ask of the whole. */
export interface Page {
  readonly parley: Parley;
  /** Opens a chat, at one of its messages when given; null: the list alone, on a phone. */
  open(chatId: string | null, seq?: number): void;
  /** Shows this beside the chat; null: nothing. */
  show(panel: Panel | null): void;
}

export function myId(page: Page): string {
  return page.parley.me?.id ?? '';
}

/** The caller's own role in a group decides what is offered; the server decides what is done. */
export function myRole({ view }: Chat): 'owner' | 'admin' | 'member' {
  return view.participants.find(({ id }) => id === view.participantId)?.role ?? 'member';
}

/** The other person of a direct chat. */
export function otherOf({ view }: Chat) {
  if (view.type !== 'direct') return undefined;
  return view.participants.find(({ id }) => id !== view.participantId)?.user;
}
