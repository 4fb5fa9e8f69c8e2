import type { ShownMessage } from './chat.js';
import type { Outgoing } from './outbox.js';
import type { ChatView, MessageView } from './wire.js';

/** An unsent message as it will look in the chat. @param answered the message it replies to, if that is held */
export function shown(one: Outgoing, { participantId, participants }: ChatView, answered?: MessageView): ShownMessage {
  const { id, chatId, content, createdAt, state, error, progress } = one;
  const { id: userId = '', name = '', avatar = null } = participants[0]?.user ?? {};
  return {
    id,
    chatId,
    seq: 0,
    rev: 0,
    kind: kindOf(one),
    participantId,
    sender: { id: userId, name, avatar },
    message: content.message ?? '',
    media: [],
    attachments: [],
    reply: answered ? replyTo(answered) : null,
    system: null,
    mentions: content.mentions ?? [],
    mentionsAll: content.mentionsAll ?? false,
    forwarded: null,
    threadId: null,
    data: content.data ?? null,
    reactions: [],
    createdAt,
    editedAt: null,
    deletedAt: null,
    altered: null,
    pinnedAt: null,
    expiresAt: null,
    starred: false,
    outgoing: { state, ...(error !== undefined && { error }), ...(progress !== undefined && { progress }) },
  };
}

/** The kind that the message will have, by its content and its files. */
function kindOf({ content, files }: Outgoing): MessageView['kind'] {
  if (content.kind) return content.kind;
  if (content.poll) return 'poll';
  if (content.media !== undefined || files !== undefined) return 'media';
  return content.attachments?.[0]?.kind ?? 'text';
}

const replyTo = ({ id, seq, kind, message, sender, media, deletedAt }: MessageView) => ({
  id,
  seq,
  kind,
  message,
  sender,
  media,
  deletedAt,
});
