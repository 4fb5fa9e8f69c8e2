import type { ChatView, SharedMessageView } from '../wire.js';
import type { Push } from './pushes.js';
import type { HeldMessages } from './held-messages.js';
import { isArchived, marksOf, isMentioned, unreadOf } from './rules.js';

/** After these events, the participants of a chat or its unread messages may have another count. */
const MOVES_PEOPLE = new Set<string>(['participant.joined', 'participant.left', 'participant.updated']);
const MOVES_UNREAD = new Set<string>(['message.deleted', 'message.hidden', 'chat.read', 'chat.cleared']);

/**
 * Sets the values of a chat that follow from its marks and messages.
 * @param push the push that was just applied; none after a sync, which returned the whole chat
 * @returns whether the values could be computed: not if they depend on people or messages that the client does not hold
 */
export function computeDerived(chat: ChatView, messages: HeldMessages, push?: Push): boolean {
  chat.archived = isArchived(chat);
  const people = computePeople(chat, push);
  return computeUnread(chat, messages, push) && people;
}

function computePeople(chat: ChatView, push?: Push): boolean {
  const { participants } = chat;
  const moved = push ? ({ 'participant.joined': 1, 'participant.left': -1 }[push[0] as string] ?? 0) : 0;
  const allShown =
    participants.length - moved === chat.participantCount || participants.length === chat.participantCount;
  if (allShown) Object.assign(chat, { participantCount: participants.length, ...marksOf(chat) });
  else if (push?.[0] === 'receipt.read') chat.readByAllSeq = push[1].readByAllSeq;
  else if (push?.[0] === 'receipt.delivered') chat.deliveredToAllSeq = push[1].deliveredToAllSeq;
  return allShown || !push || !MOVES_PEOPLE.has(push[0]);
}

function computeUnread(chat: ChatView, messages: HeldMessages, push?: Push): boolean {
  const mark = chat.participants[0]?.lastReadSeq ?? 0;
  const above = messages.unbroken(mark + 1, 1);
  const all = above.filter(({ seq }) => seq <= chat.lastSeq);
  if (mark + all.length >= chat.lastSeq) Object.assign(chat, unreadOf(chat, all));
  else if (push?.[0] === 'message.created') count(chat, push[1]);
  else return !push || !MOVES_UNREAD.has(push[0]);
  return true;
}

function count(chat: ChatView, message: SharedMessageView): void {
  if (message.kind === 'system') return;
  chat.unreadCount++;
  if (isMentioned(message, chat.participantId)) chat.mentionCount++;
}
