import type { ChatView } from '../../src/contract/chat.view.js';
import type { MessageView, ReactionChangeView } from '../../src/contract/message.view.js';

/** A message after somebody's emoji came or went. @param me the participant whose client this is */
export function withReaction(
  message: MessageView,
  change: ReactionChangeView,
  added: boolean,
  me: string,
): MessageView {
  const { participantId, emoji, count, rev } = change;
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
    attachments: [],
    reply: null,
    mentions: [],
    mentionsAll: false,
    forwarded: null,
  };
  return { ...message, ...nothing, reactions: [], pinnedAt: null, deletedAt };
}

/** What of a chat follows from its people's marks and its messages. */
export function countsOf({ participants, participantId }: ChatView, messages: Iterable<MessageView>) {
  const mark = participants[0]?.lastReadSeq ?? 0;
  const above = [...messages].filter(({ seq, deletedAt }) => seq > mark && deletedAt === null);
  return {
    participantCount: participants.length,
    unreadCount: above.filter(({ kind }) => kind !== 'system').length,
    mentionCount: above.filter((one) => one.mentionsAll || one.mentions.includes(participantId)).length,
    readByAllSeq: Math.min(...participants.map(({ lastReadSeq }) => lastReadSeq)),
    deliveredToAllSeq: Math.min(...participants.map(({ lastDeliveredSeq }) => lastDeliveredSeq)),
  };
}
