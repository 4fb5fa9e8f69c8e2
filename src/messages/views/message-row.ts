import type {
  AlteredView,
  MediaView,
  MessageExtras,
  MessageKind,
  MessageView,
  ReactionView,
  ReplyView,
  SharedMessageView,
} from '../../contract/views/message.view.js';
import type { SenderView } from '../../contract/views/user.view.js';
import { attachmentsFor, attachmentsView, VOTES, type Votes } from './attachments-view.js';

type Time = Date | string;

/** A message as SQL gives it: by MESSAGE_COLUMNS, or by the function that stores it. */
export interface MessageRow {
  id: string;
  chat_id: string;
  seq: number;
  rev: number;
  /** The `rev` it was sent at. */
  sent_rev?: number;
  kind: MessageKind;
  body: string;
  media: MediaView[] | null;
  created_at: Time;
  mentions: string[] | null;
  mentions_all: boolean;
  extras: MessageExtras | null;
  expires_at: Time | null;
  /** A message that was just stored has none of these. */
  edited_at?: Time | null;
  altered_rev?: number | null;
  altered_by?: string | null;
  deleted_at?: Time | null;
  pinned_at?: Time | null;
  participant_id: string;
  sender_id: string;
  sender_name: string;
  sender_avatar: string | null;
  reactions?: ReactionView[] | null;
  votes?: Votes | null;
  reply_to: string | null;
  reply_seq: number;
  reply_kind: MessageKind;
  reply_body: string;
  reply_media: MediaView[] | null;
  reply_deleted_at?: Time | null;
  reply_sender_id: string;
  reply_sender_name: string;
  reply_sender_avatar: string | null;
}

/** The columns of the message that a message replies to. */
export type ReplyColumns = Pick<MessageRow, Extract<keyof MessageRow, `reply_${string}`>>;

/** The columns of a message that is not a reply. */
export const NO_REPLY: ReplyColumns = {
  reply_to: null,
  reply_seq: 0,
  reply_kind: 'text',
  reply_body: '',
  reply_media: null,
  reply_sender_id: '',
  reply_sender_name: '',
  reply_sender_avatar: null,
};

/**
 * SQL: when a message was deleted for everybody or expired. From then on nobody sees it, even if its row is not emptied yet. Statements that show
 * messages use this, not the column `deleted_at`.
 */
export const deletedAt = (message: string): string =>
  `coalesce(${message}.deleted_at, case when ${message}.expires_at <= now() then ${message}.expires_at end)`;

/** SQL: the reactions to a message `m`, by emoji. They are read only if the message has changed since it was sent. */
export const REACTIONS = `case when m.changed_rev is not null then (
    select json_agg(json_build_object('emoji', g.emoji, 'count', g.people, 'participantIds', g.ids) order by g.emoji)
    from (
      select emoji, count(*) people, (array_agg(participant_id order by participant_id))[:50] ids
      from reactions where chat_id = m.chat_id and message_id = m.id group by emoji) g) end`;

/** SQL columns of a message `m`, its sender and the message it replies to. They need `MESSAGE_JOINS`. */
export const MESSAGE_COLUMNS = `
  m.id, m.chat_id, m.seq, m.sent_rev, coalesce(m.changed_rev, m.sent_rev) rev, m.kind, m.body, m.media, m.participant_id,
  m.created_at, m.edited_at, ${deletedAt('m')} deleted_at, m.altered_rev, m.altered_by, m.pinned_at, m.expires_at, m.mentions, m.mentions_all, m.extras, ${REACTIONS} reactions, ${VOTES} votes,
  su.id sender_id, su.name sender_name, su.avatar sender_avatar, m.reply_to,
  r.seq reply_seq, r.kind reply_kind, r.body reply_body, r.media reply_media, ${deletedAt('r')} reply_deleted_at,
  ru.id reply_sender_id, ru.name reply_sender_name, ru.avatar reply_sender_avatar`;

/** SQL: a participant of the chat of a message. The chat leads to one partition, and `limit 1` to the key, however many people the chat has. */
const participantOf = (message: string): string =>
  `(select * from participants s where s.chat_id = ${message}.chat_id and s.id = ${message}.participant_id limit 1)`;

export const MESSAGE_JOINS = `
  cross join lateral ${participantOf('m')} sp
  join users su on su.id = sp.user_id
  left join messages r on r.chat_id = m.chat_id and r.id = m.reply_to
  left join lateral ${participantOf('r')} rp on true
  left join users ru on ru.id = rp.user_id`;

/** A message as all participants may see it. */
export function sharedMessageView(row: MessageRow): SharedMessageView {
  const message = wholeView(row);
  if (!row.deleted_at) return message;
  // the row of an expired message is emptied a little later
  return { ...message, ...TOMBSTONE, altered: row.expires_at ? null : message.altered, expiresAt: null };
}

function wholeView(row: MessageRow): SharedMessageView {
  return {
    id: row.id,
    chatId: row.chat_id,
    seq: row.seq,
    rev: row.rev,
    kind: row.kind,
    participantId: row.participant_id,
    sender: sender(row.sender_id, row.sender_name, row.sender_avatar),
    message: row.body,
    media: row.media ?? [],
    attachments: attachmentsView(row.extras, row.votes),
    reply: row.reply_to === null ? null : replyView(row, row.reply_to),
    system: row.extras?.system ?? null,
    mentions: row.mentions ?? [],
    mentionsAll: row.mentions_all,
    forwarded: row.extras?.forwarded ?? null,
    threadId: row.extras?.threadId ?? null,
    data: row.extras?.data ?? null,
    reactions: row.reactions ?? [],
    createdAt: time(row.created_at),
    editedAt: timeOrNull(row.edited_at),
    deletedAt: timeOrNull(row.deleted_at),
    altered: alteredView(row),
    pinnedAt: timeOrNull(row.pinned_at),
    expiresAt: timeOrNull(row.expires_at),
  };
}

const NO_CONTENT = { message: '', media: [] };

/** The tombstone of a message, for those who may not see it. */
const TOMBSTONE = {
  ...NO_CONTENT,
  attachments: [],
  reply: null,
  system: null,
  mentions: [],
  mentionsAll: false,
  forwarded: null,
  data: null,
  reactions: [],
  altered: null,
  pinnedAt: null,
};

/** What depends on the reader of a message. */
export interface ReaderColumns {
  /** Emojis that the reader gave. */
  reacted: string[] | null;
  /** Options of a poll that the reader chose. */
  chosen: string[] | null;
  starred: boolean;
  hidden_at: Time | null;
  /** When the message it replies to was hidden from the reader. */
  reply_hidden_at: Time | null;
}

/** A message as one reader sees it. */
export function readerView(message: SharedMessageView, reader: ReaderColumns): MessageView {
  const shared = withoutReply(message, reader.reply_hidden_at);
  const reactions = reactionsFor(shared.reactions, reader.reacted);
  const attachments = attachmentsFor(shared.attachments, reader.chosen);
  return seenBy({ ...shared, attachments, reactions, starred: reader.starred }, reader.hidden_at);
}

/** The reactions as one reader sees them. @param theirs the emojis they gave */
function reactionsFor(reactions: ReactionView[], theirs: string[] | null): ReactionView[] {
  return reactions.map(({ emoji, count, participantIds }) => ({
    emoji,
    count,
    mine: theirs?.includes(emoji) ?? false,
    participantIds,
  }));
}

/** A reader who deleted the message for themselves, or from whom it is hidden, sees a tombstone, so that pages have no gaps. */
export function seenBy<View extends SharedMessageView>(message: View, hiddenAt: Time | null): View {
  if (hiddenAt === null || message.deletedAt !== null) return message;
  return { ...message, ...TOMBSTONE, deletedAt: time(hiddenAt) };
}

/** A reader from whom the replied-to message is hidden sees a tombstone in its place. */
export function withoutReply<View extends SharedMessageView>(message: View, hiddenAt: Time | null): View {
  const { reply } = message;
  if (hiddenAt === null || reply?.deletedAt !== null) return message;
  return { ...message, reply: { ...reply, ...NO_CONTENT, deletedAt: time(hiddenAt) } };
}

function alteredView({ altered_rev: rev = null, altered_by: participantId = null }: MessageRow): AlteredView | null {
  return rev === null || participantId === null ? null : { rev, participantId };
}

function replyView(row: MessageRow, id: string): ReplyView {
  const reply = {
    id,
    seq: row.reply_seq,
    kind: row.reply_kind,
    message: row.reply_body,
    sender: sender(row.reply_sender_id, row.reply_sender_name, row.reply_sender_avatar),
    media: row.reply_media ?? [],
    deletedAt: timeOrNull(row.reply_deleted_at),
  };
  return reply.deletedAt === null ? reply : { ...reply, ...NO_CONTENT };
}

const time = (at: Time): string => new Date(at).toISOString();
const timeOrNull = (at: Time | null | undefined): string | null => (at ? time(at) : null);
const sender = (id: string, name: string, avatar: string | null): SenderView => ({ id, name, avatar });
