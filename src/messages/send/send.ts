import { createHash } from 'node:crypto';

import type { MediaView } from '../../contract/views/media.view.js';
import type { MessageExtras, MessageKind } from '../../contract/views/message.view.js';
import { fold } from '../../platform/text/fold.js';

/** One message on its way into the database. Its id exists before it is sent, so that trying again is safe. */
export interface Send {
  id: string;
  chatId: string;
  userId: string;
  body: string;
  /** `body` folded for search; null where folding changes nothing. */
  folded: string | null;
  reply: string | null;
  media: MediaView[] | null;
  /** Ids of the uploads among its media. */
  uploads: string[];
  hash: Buffer;
  kind: MessageKind;
  /** Participant ids; empty where only all are mentioned, null where nobody is. */
  mentions: string[] | null;
  mentionsAll: boolean;
  extras: MessageExtras | null;
}

type Content = Omit<Send, 'id' | 'chatId' | 'userId' | 'folded'>;

const NOTHING: Omit<Content, 'hash'> = {
  body: '',
  reply: null,
  media: null,
  uploads: [],
  kind: 'text',
  mentions: null,
  mentionsAll: false,
  extras: null,
};

/** @param content what is missing is empty; a hash is always there */
export function sendOf(
  { id, chatId, userId }: Pick<Send, 'id' | 'chatId' | 'userId'>,
  content: Partial<Content> & Pick<Content, 'hash'>,
): Send {
  const { body, reply, media, uploads, hash, kind, mentions, mentionsAll, extras } = { ...NOTHING, ...content };
  const besides = { reply, media, uploads, hash, kind, mentions, mentionsAll, extras };
  return { id, chatId, userId, ...storedText(body), ...besides };
}

/** A text as the table of messages stores it. */
export function storedText(body: string): Pick<Send, 'body' | 'folded'> {
  const folded = fold(body);
  return { body, folded: folded === body ? null : folded };
}

/** The mentions of a message as the tables store them: their index holds only messages that mention anybody. */
export function storedMentions(mentions: string[], mentionsAll: boolean): Pick<Send, 'mentions' | 'mentionsAll'> {
  return { mentions: mentions.length > 0 || mentionsAll ? mentions : null, mentionsAll };
}

/** Tells a retry from another message under the same id. @param content what was sent, without what the server made of it */
export function contentHash(content: unknown[]): Buffer {
  return createHash('sha256').update(JSON.stringify(content)).digest();
}
