import type {
  AttachmentView,
  ChatView,
  MessageView,
  ParticipantView,
  PollOptionView,
  ReactionChangeView,
  SharedMessageView,
} from '../wire.js';

/** A message after a reaction was added or removed. @param me the participant of this client */
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

/** If a push does not say which options of a poll the person chose, the held ones stay. */
export function keepingVotes(pushed: AttachmentView[], held: AttachmentView[] = []): AttachmentView[] {
  const before = new Map(held.flatMap(optionsOf).map(({ id, mine }) => [id, mine]));
  return choosing(pushed, ({ id, mine }) => mine ?? before.get(id) ?? false);
}

/** The attachments with these options marked as chosen. */
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

/** A push may carry an old name of its sender. If the chat shows the sender as a participant, that name is used. */
export function withName<Message extends SharedMessageView>(message: Message, { participants }: ChatView): Message {
  const user = participants.find((one) => one.user.id === message.sender.id)?.user;
  return user ? { ...message, sender: { id: user.id, name: user.name, avatar: user.avatar } } : message;
}

/** The tombstone of a message that the person has hidden. */
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
    data: null,
    altered: null,
  };
  return { ...message, ...nothing, reactions: [], pinnedAt: null, deletedAt };
}

/** Whether a chat is archived, computed from what its reader set and the messages since. */
export function isArchived({ archivedSeq, mutedUntil, lastSeq }: ChatView): boolean {
  const muted = mutedUntil !== null && Date.parse(mutedUntil) > Date.now();
  return archivedSeq !== null && (archivedSeq >= lastSeq || muted);
}

/** The unread messages among these. @param above all messages above the reader's mark */
export function unreadOf({ participantId }: ChatView, above: MessageView[]) {
  const alive = above.filter(({ deletedAt }) => deletedAt === null);
  return {
    unreadCount: alive.filter(({ kind }) => kind !== 'system').length,
    mentionCount: alive.filter((one) => isMentioned(one, participantId)).length,
  };
}

export const isMentioned = ({ mentionsAll, mentions }: SharedMessageView, participantId: string): boolean =>
  mentionsAll || mentions.includes(participantId);

/** The lowest marks of all participants, if the chat shows all of them. */
export function marksOf({ participants }: ChatView) {
  return {
    readByAllSeq: Math.min(...participants.map(({ lastReadSeq }) => lastReadSeq)),
    deliveredToAllSeq: Math.min(...participants.map(({ lastDeliveredSeq }) => lastDeliveredSeq)),
  };
}

/** A direct chat has the other person's name, an untitled group the names of its first three people. */
export function titleOf({ participants, type }: ChatView): string {
  const others = participants.slice(1, type === 'direct' ? 2 : 4);
  return others.map(({ user }) => user.name).join(', ');
}

/** The participants with a new or changed one: the reader first, then by id. */
export function withParticipant(
  { participants, participantId }: ChatView,
  participant: ParticipantView,
): ParticipantView[] {
  const rank = ({ id }: ParticipantView) => `${id === participantId ? 0 : 1}${id}`;
  const others = participants.filter(({ id }) => id !== participant.id);
  return [...others, participant].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
