import type { AttachmentView, PollOptionView } from '../../src/contract/attachment.view.js';
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

/** Where it is not told which options of a poll are theirs, those are as they were held. */
export function keepingVotes(pushed: AttachmentView[], held: AttachmentView[] = []): AttachmentView[] {
  const before = new Map(held.flatMap(optionsOf).map(({ id, mine }) => [id, mine]));
  return choosing(pushed, ({ id, mine }) => mine ?? before.get(id) ?? false);
}

/** The attachments where these are the options they chose. */
export const withVotes = (attachments: AttachmentView[], options: string[] = []): AttachmentView[] =>
  choosing(attachments, ({ id }) => options.includes(id));

const optionsOf = (one: AttachmentView): PollOptionView[] => (one.kind === 'poll' ? one.options : []);

function choosing(attachments: AttachmentView[], isMine: (option: PollOptionView) => boolean): AttachmentView[] {
  return attachments.map((one) => {
    if (one.kind !== 'poll') return one;
    const options = one.options.map((option) => {
      const { id, text, count, participantIds } = option;
      return { id, text, count, mine: isMine(option), participantIds };
    });
    return { ...one, options };
  });
}

/** A push may have been written before its sender's new name was: who is shown in the chat has the name they have there. */
export function withName(message: MessageView, { participants }: ChatView): MessageView {
  const user = participants.find((one) => one.user.id === message.sender.id)?.user;
  return user ? { ...message, sender: { id: user.id, name: user.name, avatar: user.avatar } } : message;
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
