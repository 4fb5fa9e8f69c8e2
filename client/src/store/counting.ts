import type { ChatView, SharedMessageView } from '../wire.js';
import type { Heard } from './heard.js';
import type { HeldMessages } from './held-messages.js';
import { isArchived, marksOf, names, unreadOf } from './rules.js';

/** After these events, the participants of a chat or its unread messages may have another count. */
const MOVES_PEOPLE = new Set<string>(['participant.joined', 'participant.left', 'participant.updated']);
const MOVES_UNREAD = new Set<string>(['message.deleted', 'message.hidden', 'chat.read', 'chat.cleared']);

/**
 * Sets the values of a chat that follow from its marks and messages.
 * @param heard the push that was just applied; none after a sync, which returned the whole chat
 * @returns whether the values could be computed: not if they depend on people or messages that the client does not hold
 */
export function following(chat: ChatView, messages: HeldMessages, heard?: Heard): boolean {
  chat.archived = isArchived(chat);
  const people = followPeople(chat, heard);
  return followUnread(chat, messages, heard) && people;
}

function followPeople(chat: ChatView, heard?: Heard): boolean {
  const { participants } = chat;
  const moved = heard ? ({ 'participant.joined': 1, 'participant.left': -1 }[heard[0] as string] ?? 0) : 0;
  const allShown =
    participants.length - moved === chat.participantCount || participants.length === chat.participantCount;
  if (allShown) Object.assign(chat, { participantCount: participants.length, ...marksOf(chat) });
  else if (heard?.[0] === 'receipt.read') chat.readByAllSeq = heard[1].readByAllSeq;
  else if (heard?.[0] === 'receipt.delivered') chat.deliveredToAllSeq = heard[1].deliveredToAllSeq;
  return allShown || !heard || !MOVES_PEOPLE.has(heard[0]);
}

function followUnread(chat: ChatView, messages: HeldMessages, heard?: Heard): boolean {
  const mark = chat.participants[0]?.lastReadSeq ?? 0;
  const above = messages.unbroken(mark + 1, 1);
  const all = above.filter(({ seq }) => seq <= chat.lastSeq);
  if (mark + all.length >= chat.lastSeq) Object.assign(chat, unreadOf(chat, all));
  else if (heard?.[0] === 'message.created') count(chat, heard[1]);
  else return !heard || !MOVES_UNREAD.has(heard[0]);
  return true;
}

function count(chat: ChatView, message: SharedMessageView): void {
  if (message.kind === 'system') return;
  chat.unreadCount++;
  if (names(message, chat.participantId)) chat.mentionCount++;
}
