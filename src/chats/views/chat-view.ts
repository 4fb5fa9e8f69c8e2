import type { ChatType, ChatView, ParticipantView } from '../../contract/views/chat.view.js';
import type { UserView } from '../../contract/views/user.view.js';
import { type ChatRow, readFacts } from './chat-row.js';
import { lastMessageView } from './last-message.js';
import { readParticipants, type ShownParticipant, shownParticipantView } from './shown-participants.js';

type People = Map<string, UserView>;

type Shown = ShownParticipant[];

/** @param people by user id */
export function chatView(row: ChatRow, people: People): ChatView {
  const shown = readParticipants(row.participants, people);
  return chatWith(row, people, shown, shown.map(shownParticipantView));
}

/** @param shown who is in it, for its title and avatar @param participants their views, or none where others write them */
export function chatWith(row: ChatRow, people: People, shown: Shown, participants: ParticipantView[]): ChatView {
  const chat = readFacts(row);
  const [, ...others] = shown.map(({ user }) => user);
  return {
    id: chat.id,
    type: chat.type,
    title: row.title ?? titleFor(chat.type, others),
    avatar: chat.type === 'direct' ? (others[0]?.avatar ?? null) : row.avatar,
    description: row.description,
    messageLifetime: chat.messageLifetime,
    historyHidden: chat.historyHidden,
    thread: chat.thread,
    participantId: chat.participantId,
    participantCount: chat.participantCount,
    participants,
    pinned: chat.pinned,
    archived: chat.archived,
    archivedSeq: chat.archivedSeq,
    mutedUntil: chat.mutedUntil,
    markedUnread: chat.markedUnread,
    draft: row.draft,
    draftVersion: chat.draftVersion,
    hiddenSeq: chat.hiddenSeq,
    hiddenAt: chat.hiddenAt,
    lastReadRev: chat.lastReadRev,
    unreadCount: chat.unreadCount,
    mentionCount: chat.mentionCount,
    readByAllSeq: chat.readByAllSeq,
    deliveredToAllSeq: chat.deliveredToAllSeq,
    lastSeq: chat.lastSeq,
    lastRev: chat.lastRev,
    lastMessage: lastMessageView(row, chat, people),
    createdAt: chat.createdAt,
    updatedAt: chat.updatedAt,
  };
}

/** A direct chat is called after the other person, an untitled group after its first three. */
function titleFor(type: ChatType, others: { name: string }[]): string {
  return others
    .slice(0, type === 'direct' ? 1 : 3)
    .map(({ name }) => name)
    .join(', ');
}
