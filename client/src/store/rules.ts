import type {
  AttachmentView,
  ChatView,
  MessageView,
  ParticipantView,
  PollOptionView,
  ReactionChangeView,
  SharedMessageView,
} from '../wire.js';

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
export function withName<Message extends SharedMessageView>(message: Message, { participants }: ChatView): Message {
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
    system: null,
    mentions: [],
    mentionsAll: false,
    forwarded: null,
    altered: null,
  };
  return { ...message, ...nothing, reactions: [], pinnedAt: null, deletedAt };
}

/** Whether a chat is in the archive, by what its reader set and what was said since. */
export function isArchived({ archivedSeq, mutedUntil, lastSeq }: ChatView): boolean {
  const muted = mutedUntil !== null && Date.parse(mutedUntil) > Date.now();
  return archivedSeq !== null && (archivedSeq >= lastSeq || muted);
}

/** What is unread, of these messages. @param above all that are above the reader's mark */
export function unreadOf({ participantId }: ChatView, above: MessageView[]) {
  const alive = above.filter(({ deletedAt }) => deletedAt === null);
  return {
    unreadCount: alive.filter(({ kind }) => kind !== 'system').length,
    mentionCount: alive.filter((one) => names(one, participantId)).length,
  };
}

export const names = ({ mentionsAll, mentions }: SharedMessageView, participantId: string): boolean =>
  mentionsAll || mentions.includes(participantId);

/** How far all have come, where all of them are shown. */
export function marksOf({ participants }: ChatView) {
  return {
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
export function withParticipant(
  { participants, participantId }: ChatView,
  participant: ParticipantView,
): ParticipantView[] {
  const rank = ({ id }: ParticipantView) => `${id === participantId ? 0 : 1}${id}`;
  const others = participants.filter(({ id }) => id !== participant.id);
  return [...others, participant].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
