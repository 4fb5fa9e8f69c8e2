import type { Chat, ShownMessage } from '../chat.js';
import type { Parley } from '../parley.js';
import type { MediaView, MessageView } from '../wire.js';

interface GiftedUser {
  _id: string;
  name: string;
  avatar?: string;
}

/** A message in the form of `react-native-gifted-chat` (`IMessage`). */
export interface GiftedMessage {
  _id: string;
  text: string;
  createdAt: Date;
  user: GiftedUser;
  image?: string;
  video?: string;
  audio?: string;
  system?: boolean;
  /** `sent` is shown as one tick, `received` as two. */
  sent?: boolean;
  received?: boolean;
  pending?: boolean;
  replyMessage?: { _id: string; text: string; user: GiftedUser; image?: string };
  location?: { latitude: number; longitude: number };
}

/** The text for a message without one. */
export interface GiftedTexts {
  deleted: string;
  system(message: MessageView): string;
}

const TEXTS: GiftedTexts = {
  deleted: 'Message deleted',
  system: ({ system, message }) => message || (system?.event ?? ''),
};

/** The messages of a chat for `<GiftedChat messages user />`, newest first. @param messages by default all that the chat shows */
export function toGiftedChat(
  parley: Parley,
  chat: Chat,
  texts: GiftedTexts = TEXTS,
  messages: ShownMessage[] = chat.messages,
): { user: GiftedUser; messages: GiftedMessage[] } {
  const self = chat.self?.user ?? { id: '', name: '', avatar: null };
  return { user: userOf(self, parley), messages: messages.map((one) => gifted(one, parley, chat, texts)).reverse() };
}

function gifted(message: ShownMessage, parley: Parley, chat: Chat, texts: GiftedTexts): GiftedMessage {
  const { id, seq, deletedAt, kind, outgoing, reply, sender, createdAt } = message;
  const place = message.attachments.find((one) => one.kind === 'location');
  const urls = Object.fromEntries(
    (['image', 'video', 'audio'] as const).flatMap((of) => {
      const url = addressOf(message.media, of, 'previewUrl');
      return url === null ? [] : [[of, parley.mediaUrl(url)]];
    }),
  );
  return {
    _id: id,
    text: deletedAt ? texts.deleted : kind === 'system' ? texts.system(message) : message.message,
    createdAt: new Date(createdAt),
    user: userOf(sender, parley),
    ...urls,
    system: kind === 'system',
    sent: !outgoing,
    received: !outgoing && seq <= chat.view.readByAllSeq,
    pending: outgoing !== undefined,
    ...(reply && { replyMessage: replyOf(reply, parley, texts) }),
    ...(place && { location: { latitude: place.latitude, longitude: place.longitude } }),
  };
}

function replyOf(reply: NonNullable<MessageView['reply']>, parley: Parley, texts: GiftedTexts) {
  const image = addressOf(reply.media, 'image', 'thumbnailUrl');
  return {
    _id: reply.id,
    text: reply.deletedAt ? texts.deleted : reply.message,
    user: userOf(reply.sender, parley),
    ...(image !== null && { image: parley.mediaUrl(image) }),
  };
}

/** The address of the first medium of a kind, of an image a small version; null while it cannot be read. */
function addressOf(media: MediaView[], of: MediaView['kind'], small: 'previewUrl' | 'thumbnailUrl'): string | null {
  const found = media.find(({ kind, status }) => kind === of && status === 'ready');
  return (found?.kind === 'image' ? found[small] : null) ?? found?.url ?? null;
}

const userOf = ({ id, name, avatar }: MessageView['sender'], parley: Parley): GiftedUser => ({
  _id: id,
  name,
  ...(avatar !== null && { avatar: parley.avatarUrl(avatar) }),
});
