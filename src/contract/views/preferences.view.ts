import type { DraftView } from './chat.view.js';

/** Until when the caller has muted a chat, and whether it is archived: a muted chat stays archived when messages come. */
export class MuteView {
  chatId!: string;
  /** Null when it is not muted. */
  mutedUntil!: string | null;
  archived!: boolean;
  archivedSeq!: number | null;
  /** Increases by one with each change of the caller's private state in this chat. */
  mine!: number;
}

/** Whether the caller has marked a chat as unread. */
export class MarkedUnreadView {
  chatId!: string;
  markedUnread!: boolean;
  /** The chat's `lastSeq` at that time. A later message of the caller removes the mark. */
  lastSeq!: number;
  mine!: number;
}

/** The draft of the caller in a chat. */
export class DraftStateView {
  chatId!: string;
  /** Null when there is none. */
  draft!: DraftView | null;
  /** The version of the latest change, also of a removal. The next change must send it. */
  draftVersion!: number;
  mine!: number;
}

/** The caller has hidden the history of a chat for themselves. */
export class ClearedChatView {
  chatId!: string;
  /** Up to this `seq` the caller sees only tombstones. */
  hiddenSeq!: number;
  /** When the history was hidden; null when it never was. */
  hiddenAt!: string | null;
  mine!: number;
}
