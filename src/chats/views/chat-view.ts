import type { ChatType, ChatView, ParticipantView } from '../../contract/views/chat.view.js';
import type { MessageKind, MessageView } from '../../contract/views/message.view.js';
import type { UserView } from '../../contract/views/user.view.js';
import {
  type MessageRow,
  NO_REPLY,
  readerView,
  type ReplyColumns,
  sharedMessageView,
} from '../../messages/views/message-row.js';
import {
  type ChatFacts,
  type ChatRow,
  readFacts,
  readParticipants,
  type ShownParticipant,
  shownParticipantView,
} from './chat-row.js';

/** A person with their JSON, which is made once for all chats of a list. */
export type WrittenPerson = UserView & { text: string };

export function writtenPerson(view: UserView): WrittenPerson {
  return { ...view, text: JSON.stringify(view) };
}

/**
 * Where the JSON of the participants is inserted. It cannot occur in a text of the chat, because quotes in texts are escaped. It may occur in
 * `data`, which must therefore come after the participants.
 */
const PLACE = '"participants":[]';

/**
 * The JSON of a chat's view. Nine tenths of it are participants, the same few hundred people in all chats of a list, so the JSON of
 * each person is made only once: making it for each participant took longer than everything else.
 * @param people by user id
 */
export function chatText(row: ChatRow, people: Map<string, WrittenPerson>): string {
  const shown = readParticipants(row.participants, people);
  const text = JSON.stringify(chatWith(row, people, shown, []));
  const gap = text.indexOf(PLACE) + PLACE.length - 1;
  let participants = '';
  for (const participant of shown)
    participants += participants === '' ? participantText(participant) : `,${participantText(participant)}`;
  return text.slice(0, gap) + participants + text.slice(gap);
}

/** The JSON of `shownParticipantView`. Ids and roles have no characters to escape. */
function participantText({ id, role, lastReadSeq, lastDeliveredSeq, user }: ShownParticipant<WrittenPerson>): string {
  return `{"id":"${id}","role":"${role}","lastReadSeq":${lastReadSeq},"lastDeliveredSeq":${lastDeliveredSeq},"user":${user.text}}`;
}

/** @param people by user id, among them the senders of the message and of the one it replies to */
function lastMessageView(row: ChatRow, chat: ChatFacts, people: Map<string, UserView>): MessageView | null {
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

function readReply(row: ChatRow, people: Map<string, UserView>): ReplyColumns {
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

type People = Map<string, UserView>;

type Shown = ShownParticipant[];

/** @param people by user id */
export function chatView(row: ChatRow, people: People): ChatView {
  const shown = readParticipants(row.participants, people);
  return chatWith(row, people, shown, shown.map(shownParticipantView));
}

/**
 * @param shown the participants, for title and avatar
 * @param participants their views; none if `chatText` inserts their JSON
 */
function chatWith(row: ChatRow, people: People, shown: Shown, participants: ParticipantView[]): ChatView {
  const chat = readFacts(row);
  const [, ...others] = shown.map(({ user }) => user);
  return {
    id: chat.id,
    type: chat.type,
    title: row.title ?? titleFor(chat.type, others),
    avatar: chat.type === 'direct' ? (others[0]?.avatar ?? null) : row.avatar,
    description: row.description,
    messageLifetime: chat.messageLifetime,
    historyHidden: chat.historyHidden,
    thread: chat.thread,
    participantId: chat.participantId,
    participantCount: chat.participantCount,
    participants,
    data: row.data,
    pinned: chat.pinned,
    archived: chat.archived,
    archivedSeq: chat.archivedSeq,
    mutedUntil: chat.mutedUntil,
    markedUnread: chat.markedUnread,
    draft: row.draft,
    draftVersion: chat.draftVersion,
    hiddenSeq: chat.hiddenSeq,
    hiddenAt: chat.hiddenAt,
    lastReadRev: chat.lastReadRev,
    unreadCount: chat.unreadCount,
    mentionCount: chat.mentionCount,
    readByAllSeq: chat.readByAllSeq,
    deliveredToAllSeq: chat.deliveredToAllSeq,
    lastSeq: chat.lastSeq,
    lastRev: chat.lastRev,
    lastMessage: lastMessageView(row, chat, people),
    createdAt: chat.createdAt,
    updatedAt: chat.updatedAt,
  };
}

/** The title of a chat without one: the name of the other person, or in a group the names of the first three others. */
function titleFor(type: ChatType, others: { name: string }[]): string {
  return others
    .slice(0, type === 'direct' ? 1 : 3)
    .map(({ name }) => name)
    .join(', ');
}
