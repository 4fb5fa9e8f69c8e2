import { hash as digest } from 'node:crypto';

import { newId } from '../../platform/process/new-id.js';

import type { ContactDto, LocationDto, PollDto } from '../../contract/dto/attachment.dto.js';
import type { CustomData } from '../../contract/rules/custom-data.js';
import type {
  ContactView,
  LocationView,
  MediaView,
  MessageExtras,
  MessageKind,
  StoredPoll,
} from '../../contract/views/message.view.js';
import { invalid } from '../../platform/errors/app-error.js';
import { withSortedKeys } from '../../platform/text/sorted-json.js';
import { searchText } from '../search/search-text.js';

/** What a message may contain besides text and media. */
export interface MessageContent {
  mentions?: string[];
  mentionsAll?: boolean;
  attachments?: (LocationDto | ContactDto)[];
  poll?: PollDto;
  kind?: 'custom';
  data?: CustomData;
}

/** The content as the tables store it. */
type Stored = Pick<Send, 'mentions' | 'mentionsAll' | 'extras'> & {
  /** `custom`, or the kind of the attachments or the poll; null if there is none of them. */
  kind: MessageKind | null;
  /** For the content hash: what was sent, without ids made by the server. Empty for a message of only text, reply and media. */
  print: unknown[];
};

/** The content of a send as the tables store it. The options of a poll get their ids here. */
export function storedContent(content: MessageContent): Stored {
  const { mentions = [], mentionsAll = false, attachments, poll, kind, data } = content;
  const named = mentions.length > 0 || mentionsAll;
  const carried = attachments?.map(attachmentOf);
  const asked = poll && pollOf(poll);
  const extras: MessageExtras = {
    ...(carried && { attachments: carried }),
    ...(asked && { poll: asked }),
    ...(data && { data }),
  };
  const print = {
    ...(named && { mentions, mentionsAll }),
    ...(carried && { attachments: carried }),
    ...(asked && { poll: { ...asked, options: poll.options } }),
    ...(kind && { kind }),
    ...(data && { data: withSortedKeys(data) }),
  };
  return {
    kind: kind ?? (asked ? 'poll' : (carried?.[0]?.kind ?? null)),
    ...storedMentions(mentions, mentionsAll),
    extras: Object.keys(extras).length > 0 ? extras : null,
    print: Object.keys(print).length > 0 ? [print] : [],
  };
}

function attachmentOf(one: LocationDto | ContactDto): LocationView | ContactView {
  const { kind, name } = one;
  if (kind === 'location') return { kind, latitude: one.latitude, longitude: one.longitude, name: name ?? null };
  return { kind, name, phones: one.phones ?? [], emails: one.emails ?? [], userId: one.userId ?? null };
}

function pollOf({ options, multiple = false, anonymous = false, closesAt }: PollDto): StoredPoll {
  return {
    options: options.map((text) => ({ id: newId(), text })),
    multiple,
    anonymous,
    closesAt: closesAt === undefined ? null : new Date(closesAt).toISOString(),
    closed: false,
  };
}

/** A message without media and attachments must have a text, and so must one of kind `custom`. @throws AppError request.invalid */
export function mustKeepText(kind: MessageKind, text: string): void {
  if ((kind === 'text' || kind === 'custom') && text === '')
    throw invalid('message', 'isText', 'message must not be empty');
}

/** A message to be stored. Its id is chosen before it is sent, so that a retry is safe. */
export interface Send {
  id: string;
  chatId: string;
  userId: string;
  body: string;
  /** What search compares with, see `searchText`; null where it is the body. */
  folded: string | null;
  reply: string | null;
  media: MediaView[] | null;
  /** Ids of the uploads among its media. */
  uploads: string[];
  hash: Buffer;
  kind: MessageKind;
  /** Participant ids; empty if only everybody is mentioned (`mentionsAll`), null if nobody is. */
  mentions: string[] | null;
  mentionsAll: boolean;
  extras: MessageExtras | null;
}

type Content = Omit<Send, 'id' | 'chatId' | 'userId' | 'folded'>;

/** @param content absent fields are empty; `hash` is required */
export function sendOf(
  { id, chatId, userId }: Pick<Send, 'id' | 'chatId' | 'userId'>,
  content: Partial<Content> & Pick<Content, 'hash'>,
): Send {
  const { body = '', reply = null, media = null, uploads = [], hash, kind = 'text' } = content;
  const { mentions = null, mentionsAll = false, extras = null } = content;
  const folded = searchText({ body, media, attachments: extras?.attachments, poll: extras?.poll });
  return { id, chatId, userId, body, folded, reply, media, uploads, hash, kind, mentions, mentionsAll, extras };
}

/** The mentions of a message as the tables store them: their index holds only messages that mention anybody. */
export function storedMentions(mentions: string[], mentionsAll: boolean): Pick<Send, 'mentions' | 'mentionsAll'> {
  return { mentions: mentions.length > 0 || mentionsAll ? mentions : null, mentionsAll };
}

/** A hash that distinguishes a retry from another message with the same id. @param content as sent, without values made by the server */
export function contentHash(content: unknown[]): Buffer {
  return digest('sha256', JSON.stringify(content), 'buffer');
}
