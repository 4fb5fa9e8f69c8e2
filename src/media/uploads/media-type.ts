import { fileTypeFromBuffer } from 'file-type';

import type { MediaKind } from '../../contract/views/media.view.js';
import { kindOfName, kindOfType, shownType } from './known-types.js';

export interface MediaType {
  kind: MediaKind;
  mimeType: string;
}

/** Bytes from the beginning of a file that are enough to tell what it is. */
export const HEAD_BYTES = 4_100;

/** What a client sends that does not know the type, and what the parser says when none was sent. */
const SAYS_NOTHING = new Set(['', 'application/octet-stream', 'binary/octet-stream', 'application/ogg', 'text/plain']);

/** Types that a browser runs, or takes for more than data: never repeated to a client. */
const ACTIVE = /html|xml|svg|script|multipart|message/;
const WELL_FORMED = /^[a-z0-9][\w.+-]{0,60}\/[a-z0-9][\w.+-]{0,60}$/;

/** The type of an upload: shown in its place only when the content proves it, and name and declaration do not deny it. */
export async function typeOfUpload(head: Buffer, declared: string, name: string | null): Promise<MediaType> {
  const hints = [SAYS_NOTHING.has(declared) ? undefined : kindOfType(declared), kindOfName(name ?? '')];
  const proven = shownType(await typeOfContent(head));
  if (proven === undefined || !hints.every((hint) => agree(kindOfType(proven), hint))) {
    return { kind: 'file', mimeType: harmless(declared) };
  }
  const mimeType = hints.find(Boolean) === 'audio' ? soundOnly(proven) : proven;
  return { kind: kindOfType(mimeType), mimeType };
}

/** The kind of what an address leads to: by the type given with it, else by its extension, else a link. */
export function kindOfUrl(url: string, mimeType?: string): MediaKind {
  if (mimeType !== undefined) return kindOfType(mimeType.toLowerCase());
  return (URL.canParse(url) ? kindOfName(new URL(url).pathname) : undefined) ?? 'link';
}

async function typeOfContent(head: Buffer): Promise<string> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  return found?.mime ?? '';
}

/** Sound and film share their containers: which of the two it is, the content alone often does not tell. */
function agree(proven: MediaKind, hint: MediaKind | undefined): boolean {
  return hint === undefined || hint === proven || (isPlayed(hint) && isPlayed(proven));
}

function isPlayed(kind: MediaKind): boolean {
  return kind === 'audio' || kind === 'video';
}

/** A voice message in a film's container (`audio/webm`, `audio/mp4`) is sound. */
function soundOnly(proven: string): string {
  return shownType(proven.replace(/^video/, 'audio')) ?? proven;
}

function harmless(declared: string): string {
  const repeatable = kindOfType(declared) === 'file' && WELL_FORMED.test(declared) && !ACTIVE.test(declared);
  return repeatable ? declared : 'application/octet-stream';
}
