import type { MessageKind, MessageView } from '../../contract/views/message.view.js';
import type { UserView } from '../../contract/views/user.view.js';
import type { ChatFacts, ChatRow } from './chat-row.js';
import { type MessageRow, readerView, sharedMessageView } from '../../messages/views/message-row.js';

/** @param people by user id, among them the senders of the message and of the one it replies to */
export function lastMessageView(row: ChatRow, chat: ChatFacts, people: Map<string, UserView>): MessageView | null {
  if (row.message === '') return null;
  const [id, rev, kind, at, participantId, senderId, ...rest] = row.message.split(' ') as Words;
  const [edited, pinned, expires, names, altered, deleted] = rest;
  const sender = people.get(senderId) as UserView;
  const whole = sharedMessageView({
    id,
    chat_id: chat.id,
    seq: chat.lastSeq,
    rev: Number(rev),
    kind,
    body: row.body,
    media: row.media,
    created_at: new Date(Number(at)),
    edited_at: readTime(edited),
    deleted_at: readTime(deleted),
    pinned_at: readTime(pinned),
    expires_at: readTime(expires),
    ...readMentions(names),
    ...readAltered(altered),
    extras: row.extras,
    votes: row.votes,
    participant_id: participantId,
    sender_id: senderId,
    sender_name: sender.name,
    sender_avatar: sender.avatar,
    ...readReply(row, people),
  });
  return readerView({ ...whole, reactions: row.reactions ?? [] }, row);
}

/** User ids of the senders of the message and of the one it replies to. */
export function sendersOf({ message, reply }: ChatRow): string[] {
  return [message.split(' ')[5], reply.split(' ')[3]].filter((id) => id !== undefined);
}

type Words = [string, string, MessageKind, string, string, string, string, string, string, string, string, string?];

/** `-` for none; a star at the beginning means everybody. */
function readMentions(names: string): Pick<MessageRow, 'mentions' | 'mentions_all'> {
  if (names === '-') return { mentions: null, mentions_all: false };
  const all = names.startsWith('*');
  const ids = all ? names.slice(1) : names;
  return { mentions: ids === '' ? [] : ids.split(','), mentions_all: all };
}

/** `-` when it was not altered. */
function readAltered(altered: string): Pick<MessageRow, 'altered_rev' | 'altered_by'> {
  const [rev, by = null] = altered.split(',');
  return { altered_rev: by === null ? null : Number(rev), altered_by: by };
}

type Reply = Pick<MessageRow, Extract<keyof MessageRow, `reply_${string}`>>;

const NO_REPLY: Reply = {
  reply_to: null,
  reply_seq: 0,
  reply_kind: 'text',
  reply_body: '',
  reply_media: null,
  reply_sender_id: '',
  reply_sender_name: '',
  reply_sender_avatar: null,
};

function readReply(row: ChatRow, people: Map<string, UserView>): Reply {
  if (row.reply === '') return NO_REPLY;
  const words = row.reply.split(' ') as [string, string, MessageKind, string, string?];
  const [id, seq, kind, senderId, deleted] = words;
  const { name, avatar } = people.get(senderId) as UserView;
  return {
    reply_to: id,
    reply_seq: Number(seq),
    reply_kind: kind,
    reply_body: row.reply_body,
    reply_media: row.reply_media,
    reply_deleted_at: readTime(deleted),
    reply_sender_id: senderId,
    reply_sender_name: name,
    reply_sender_avatar: avatar,
  };
}

const readTime = (ms = '0'): Date | null => (ms === '0' ? null : new Date(Number(ms)));
