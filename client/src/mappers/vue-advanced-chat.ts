import type { Chat, ShownMessage } from '../chat.js';
import { mentionsIn } from '../mentions.js';
import type { Parley } from '../parley.js';
import type { ChatView, MediaView, MessageView, ReplyView, UserView } from '../wire.js';

/** A file in the form of `vue-advanced-chat`. */
interface VueFile {
  name: string;
  type: string;
  extension: string;
  url: string;
  preview?: string;
  size?: number;
  audio?: boolean;
  duration?: number;
  progress?: number;
  /** Width divided by height, as far as a bubble should follow it. */
  ratio?: number;
}

interface VueUser {
  _id: string;
  username: string;
  avatar: string;
  status: { state: 'online' | 'offline'; lastChanged: string };
}

/** A message in the form of `vue-advanced-chat`. */
export interface VueMessage {
  _id: string;
  indexId: string;
  senderId: string;
  content: string;
  username: string;
  avatar?: string;
  date: string;
  timestamp: string;
  system: boolean;
  saved: boolean;
  distributed: boolean;
  seen: boolean;
  deleted: boolean;
  edited: boolean;
  failure: boolean;
  files?: VueFile[];
  reactions: Record<string, string[]>;
  replyMessage?: { _id: string; content: string; senderId: string; files?: VueFile[] };
}

/** A chat in the form of `vue-advanced-chat`: a room. */
export interface VueRoom {
  roomId: string;
  roomName: string;
  avatar: string;
  users: VueUser[];
  unreadCount: number;
  index: number;
  lastMessage?: { content: string; senderId: string; username: string; timestamp: string; new: boolean };
  typingUsers: string[];
}

/** Settings that depend on the language. The defaults are the locale of the environment, and English. */
export interface VueWords {
  date(iso: string): string;
  time(iso: string): string;
  /** The text for a message without one, for example a system message, a poll, a place or a contact. */
  text(message: MessageView | ReplyView): string;
}

const WORDS: VueWords = {
  date: (iso) => new Date(iso).toLocaleDateString(undefined, { dateStyle: 'medium' }),
  time: (iso) => new Date(iso).toLocaleTimeString(undefined, { timeStyle: 'short' }),
  text: ({ message, kind }) => message || (kind === 'text' || kind === 'media' ? '' : kind),
};

/** All chats as rooms, and the user's id, for `rooms` and `current-user-id`. */
export function toVueAdvancedChat(parley: Parley, words = WORDS): { currentUserId: string; rooms: VueRoom[] } {
  return {
    currentUserId: parley.me?.id ?? '',
    rooms: parley.chats.map((chat, index) => toVueRoom(parley, chat, { words, index: -index })),
  };
}

/** One chat as a room. @param index a higher one is further up */
export function toVueRoom(parley: Parley, chat: Chat, { words = WORDS, index = 0 } = {}): VueRoom {
  const { view } = chat;
  return {
    roomId: chat.id,
    roomName: view.title,
    avatar: view.avatar === null ? '' : parley.avatarUrl(view.avatar),
    users: view.participants.map(({ user }) => toVueUser(parley, user)),
    unreadCount: view.unreadCount,
    index,
    ...lastMessageOf(view, words),
    typingUsers: chat.typists.map(({ user }) => user.id),
  };
}

function toVueUser(parley: Parley, { id, name, avatar, status, lastSeenAt }: UserView): VueUser {
  const picture = avatar === null ? '' : parley.avatarUrl(avatar);
  return { _id: id, username: name, avatar: picture, status: { state: status, lastChanged: lastSeenAt ?? '' } };
}

function lastMessageOf({ lastMessage, unreadCount }: ChatView, words: VueWords): Pick<VueRoom, 'lastMessage'> {
  if (!lastMessage) return {};
  const { sender, createdAt } = lastMessage;
  const said = { content: words.text(lastMessage), senderId: sender.id, username: sender.name };
  return { lastMessage: { ...said, timestamp: words.time(createdAt), new: unreadCount > 0 } };
}

/** Messages of a chat, oldest first, for the component's `messages`. */
export function toVueMessages(parley: Parley, chat: Chat, messages: ShownMessage[], words = WORDS): VueMessage[] {
  return messages.map((message) => toVueMessage(parley, chat, message, words));
}

function toVueMessage(parley: Parley, { view }: Chat, message: ShownMessage, words: VueWords): VueMessage {
  const { id, seq, sender, outgoing, deletedAt, editedAt, createdAt, reply, media } = message;
  const isSent = outgoing === undefined || outgoing.state === 'sent';
  const mine = sender.id === parley.me?.id;
  const seen = mine ? isSent && seq <= view.readByAllSeq : true;
  return {
    _id: id,
    indexId: id,
    senderId: sender.id,
    content: deletedAt ? '' : withTags(words.text(message), message, view),
    username: sender.name,
    date: words.date(createdAt),
    timestamp: words.time(createdAt),
    system: message.kind === 'system',
    saved: isSent,
    distributed: isSent && (seen || seq <= view.deliveredToAllSeq),
    seen,
    deleted: deletedAt !== null,
    edited: editedAt !== null,
    failure: outgoing?.state === 'failed',
    ...(media.length > 0 ? { files: media.map((one) => toVueFile(parley, one, outgoing?.progress)) } : {}),
    reactions: reactionsOf(message, view),
    ...(reply ? { replyMessage: toVueReply(parley, reply, words) } : {}),
  };
}

/** Marks the mentions in a text with the component's tags, so that it shows and links them. */
function withTags(text: string, { mentions }: MessageView, { participants }: ChatView): string {
  const people = participants.filter(({ id }) => mentions.includes(id)).map(({ user: { id, name } }) => ({ id, name }));
  let done = 0;
  const parts = mentionsIn(text, people).map(({ id, start, end }) => {
    const before = withoutTags(text.slice(done, start));
    done = end;
    return `${before}<usertag>${id}</usertag>`;
  });
  return parts.join('') + withoutTags(text.slice(done));
}

/** A person may type text that the component would read as its tags. An invisible character, U+2060, prevents that. */
function withoutTags(text: string): string {
  return text.replace(/<(?=\u2060*(?:@|\/?usertag>))/g, '<\u2060');
}

/** The component identifies people by user id. A person whom the client does not know has the participant id instead. */
function reactionsOf({ reactions }: MessageView, { participants }: ChatView): Record<string, string[]> {
  const users = new Map(participants.map(({ id, user }) => [id, user.id]));
  return Object.fromEntries(
    reactions.map(({ emoji, participantIds, count }) => {
      const known = participantIds.map((id) => users.get(id) ?? id);
      const rest = Array.from({ length: Math.max(0, count - known.length) }, (_, index) => `other-${index}`);
      return [emoji, [...known, ...rest]];
    }),
  );
}

function toVueReply(parley: Parley, reply: ReplyView, words: VueWords): NonNullable<VueMessage['replyMessage']> {
  const { id, sender, media, deletedAt } = reply;
  const files = deletedAt || media.length === 0 ? {} : { files: media.map((one) => toVueFile(parley, one)) };
  return { _id: id, content: withoutTags(words.text(reply)), senderId: sender.id, ...files };
}

function toVueFile(parley: Parley, media: MediaView, progress?: number): VueFile {
  const { name, url, kind, size, duration, status } = media;
  const called = name ?? decodeURIComponent(url.split(/[?#]/)[0]?.split('/').pop() ?? kind);
  const dot = called.lastIndexOf('.');
  const isReady = status === 'ready';
  const small = smallOf(media);
  return {
    name: dot > 0 ? called.slice(0, dot) : called,
    extension: dot > 0 ? called.slice(dot + 1) : '',
    type: typeOf(media),
    // Without an address the component requests nothing, and shows that the picture is loading.
    url: isReady ? parley.mediaUrl(url) : '',
    ...(isReady && small !== null ? { preview: parley.mediaUrl(small) } : {}),
    ...ratioOf(media),
    ...(size === null ? {} : { size }),
    ...(kind === 'audio' ? { audio: true } : {}),
    ...(duration === null ? {} : { duration }),
    ...(progress === undefined ? {} : { progress: Math.round(progress * 100) }),
  };
}

/** Thumbnails do not move. */
const smallOf = ({ kind, duration, thumbnailUrl, previewUrl }: MediaView): string | null =>
  kind === 'image' && duration !== null ? previewUrl : thumbnailUrl;

/** A rejected file is shown as a file that has only a name. */
function typeOf({ mimeType, kind, status }: MediaView): string {
  const shown = TYPES[kind] ?? '';
  if (status === 'ready') return mimeType ?? shown;
  return status === 'processing' ? shown : '';
}

function ratioOf({ width, height }: MediaView): Pick<VueFile, 'ratio'> {
  return width && height ? { ratio: Math.min(2, Math.max(3 / 4, width / height)) } : {};
}

/** The component looks for these words in a file type. */
const TYPES: Partial<Record<MediaView['kind'], string>> = {
  image: 'image/png',
  video: 'video/mp4',
  audio: 'audio/mpeg',
};
