import type { ChatView, ParticipantView } from '../../src/contract/chat.view.js';
import type { MessageView, ReactionChangeView } from '../../src/contract/message.view.js';

/** A message after somebody's emoji came or went. @param me the participant whose client this is */
export function withReaction(
  message: MessageView,
  change: ReactionChangeView,
  added: boolean,
  me: string,
): MessageView {
  const { participantId, emoji, count, rev } = change;
  if (message.deletedAt !== null) return { ...message, rev };
  const before = message.reactions.find((one) => one.emoji === emoji)?.participantIds ?? [];
  const others = before.filter((id) => id !== participantId);
  const participantIds = added ? [...others, participantId].sort() : others;
  const rest = message.reactions.filter((one) => one.emoji !== emoji);
  const group = { emoji, count, mine: participantIds.includes(me), participantIds };
  const reactions = count > 0 ? [...rest, group].sort((a, b) => (a.emoji < b.emoji ? -1 : 1)) : rest;
  return { ...message, rev, reactions };
}

/** What is left of a message that its person does not want to see. */
export function tombstone(message: MessageView, deletedAt: string): MessageView {
  const nothing = {
    message: '',
    media: [],
    reply: null,
    system: null,
    mentions: [],
    mentionsAll: false,
    forwarded: null,
  };
  return { ...message, ...nothing, reactions: [], pinnedAt: null, deletedAt };
}

/** What of a chat follows from its people's marks and its messages, and from what its reader set. */
export function countsOf(chat: ChatView, messages: Iterable<MessageView>) {
  const { participants, participantId, archivedSeq, mutedUntil, lastSeq } = chat;
  const mark = participants[0]?.lastReadSeq ?? 0;
  const above = [...messages].filter(({ seq, deletedAt }) => seq > mark && deletedAt === null);
  const muted = mutedUntil !== null && Date.parse(mutedUntil) > Date.now();
  return {
    archived: archivedSeq !== null && (archivedSeq >= lastSeq || muted),
    participantCount: participants.length,
    unreadCount: above.filter(({ kind }) => kind !== 'system').length,
    mentionCount: above.filter((one) => one.mentionsAll || one.mentions.includes(participantId)).length,
    readByAllSeq: Math.min(...participants.map(({ lastReadSeq }) => lastReadSeq)),
    deliveredToAllSeq: Math.min(...participants.map(({ lastDeliveredSeq }) => lastDeliveredSeq)),
  };
}

/** A direct chat is called after the other person, an untitled group after its first three. */
export function titleOf({ participants, type }: ChatView): string {
  const others = participants.slice(1, type === 'direct' ? 2 : 4);
  return others.map(({ user }) => user.name).join(', ');
}

/** The people of a chat with somebody who came or changed: its reader first, then by id. */
export function seated({ participants, participantId }: ChatView, participant: ParticipantView): ParticipantView[] {
  const rank = ({ id }: ParticipantView) => `${id === participantId ? 0 : 1}${id}`;
  const others = participants.filter(({ id }) => id !== participant.id);
  return [...others, participant].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
