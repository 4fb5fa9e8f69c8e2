import type { DraftView } from './chat.view.js';

/** Until when the caller wants to hear nothing of a chat; and the archive, which a muted chat does not come back from. */
export class MuteView {
  chatId!: string;
  /** Null where it is not muted. */
  mutedUntil!: string | null;
  archived!: boolean;
  archivedSeq!: number | null;
  /** Grows by one with each change of the caller's private state in this chat. */
  mine!: number;
}

/** Whether the caller wants to come back to a chat. */
export class MarkedUnreadView {
  chatId!: string;
  markedUnread!: boolean;
  /** The chat's last message then: what the caller says after it takes the mark away. */
  lastSeq!: number;
  mine!: number;
}

/** What the caller has written in a chat and not sent yet. */
export class DraftStateView {
  chatId!: string;
  /** Null when there is none. */
  draft!: DraftView | null;
  /** Of the latest change, also when that took the draft away: to be given with the next. */
  draftVersion!: number;
  mine!: number;
}

/** The caller has put everything said so far out of their own sight. */
export class ClearedChatView {
  chatId!: string;
  /** Everything up to here is a tombstone for the caller … */
  hiddenSeq!: number;
  /** … since then; null where nothing was ever hidden. */
  hiddenAt!: string | null;
  mine!: number;
}
