import { fileTypeFromBuffer } from 'file-type';

import type { MediaKind } from '../../contract/views/media.view.js';
import { kindOfName, kindOfType, shownType } from './known-types.js';

export interface MediaType {
  kind: MediaKind;
  mimeType: string;
}

/** Bytes from the beginning of a file that are enough to detect its type. */
export const HEAD_BYTES = 4_100;

/** Types that clients send when they do not know the type, and what the parser sets when none was sent. */
const SAYS_NOTHING = new Set(['', 'application/octet-stream', 'binary/octet-stream', 'application/ogg', 'text/plain']);

/** Types that a browser runs or treats as more than data. The server never sends them. */
const ACTIVE = /html|xml|svg|script|multipart|message/;
const WELL_FORMED = /^[a-z0-9][\w.+-]{0,60}\/[a-z0-9][\w.+-]{0,60}$/;

/**
 * The type of an upload. It is an image, a video or audio only when its content proves that, and neither its name nor the declared type
 * contradicts it; otherwise it is a file.
 * @param head the first `HEAD_BYTES` of the file
 */
export async function typeOfUpload(head: Buffer, declared: string, name: string | null): Promise<MediaType> {
  const hints = [SAYS_NOTHING.has(declared) ? undefined : kindOfType(declared), kindOfName(name ?? '')];
  const proven = shownType(await typeOfContent(head));
  if (proven === undefined || !hints.every((hint) => agree(kindOfType(proven), hint))) {
    return { kind: 'file', mimeType: harmless(declared) };
  }
  const mimeType = hints.find(Boolean) === 'audio' ? soundOnly(proven) : proven;
  return { kind: kindOfType(mimeType), mimeType };
}

/** The kind of the target of a URL: by the given type, else by its extension, else `link`. */
export function kindOfUrl(url: string, mimeType?: string): MediaKind {
  if (mimeType !== undefined) return kindOfType(mimeType.toLowerCase());
  return (URL.canParse(url) ? kindOfName(new URL(url).pathname) : undefined) ?? 'link';
}

async function typeOfContent(head: Buffer): Promise<string> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  return found?.mime ?? '';
}

/** Audio and video share container formats, so the content alone often does not tell which of the two a file is. */
function agree(proven: MediaKind, hint: MediaKind | undefined): boolean {
  return hint === undefined || hint === proven || (isPlayed(hint) && isPlayed(proven));
}

function isPlayed(kind: MediaKind): boolean {
  return kind === 'audio' || kind === 'video';
}

/** A voice message in a video container (`audio/webm`, `audio/mp4`) is audio. */
function soundOnly(proven: string): string {
  return shownType(proven.replace(/^video/, 'audio')) ?? proven;
}

function harmless(declared: string): string {
  const repeatable = kindOfType(declared) === 'file' && WELL_FORMED.test(declared) && !ACTIVE.test(declared);
  return repeatable ? declared : 'application/octet-stream';
}
