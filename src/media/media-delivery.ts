import type { IncomingHttpHeaders } from 'node:http';

import { encodeExtended } from 'content-disposition';

import type { MediaKind } from '../contract/views/message.view.js';
import { AppError } from '../platform/errors/app-error.js';
import type { Media, MediaObject, MediaVariant } from './media.entity.js';
import { objectOf } from './media-view.js';
import type { ByteRange, ServedAs } from './storage/media-storage.js';
import { extended } from './media-type.js';

/** One object of an upload, with what a client is told of it. */
export interface Served extends Pick<MediaObject, 'id' | 'mimeType' | 'size' | 'sha256'> {
  kind: MediaKind;
  name: string | null;
}

/** Seconds. Most pictures are processed within one. */
const PROCESSED_WITHIN = 1;

/**
 * The object of an upload that is sent.
 * @param variant `upload` is never sent
 * @throws AppError media.processing, media.rejected; media.not_found when the content has no such variant
 */
export function servedObject({ name, content }: Media, variant: Exclude<MediaVariant, 'upload'>): Served {
  if (content.status === 'processing') throw new AppError('media.processing', { retryAfter: PROCESSED_WITHIN });
  if (content.status === 'rejected') throw new AppError('media.rejected', { params: { reason: content.reason } });
  const object = objectOf(content, variant);
  if (!object) throw new AppError('media.not_found');
  const { id, mimeType, size, sha256 } = object;
  const servedName = mimeType === content.mimeType ? name : name && extended(name, mimeType);
  return { id, mimeType, size, sha256, kind: content.kind, name: servedName };
}

/** How one request for a file is answered. */
export interface Delivery {
  status: 200 | 206 | 304 | 416;
  headers: Record<string, string | number>;
  /** The bytes to send; null with 304 and 416. */
  range: ByteRange | null;
}

/** Files come from users. These headers keep a browser from running a file and from guessing its type. */
const SAFETY = {
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * An address of an upload always has the same bytes, so whoever received them may keep them. Each request is checked, but what a client has
 * stored cannot be taken back. `private`: no cache between client and server stores them.
 */
const KEPT = 'private, max-age=31536000, immutable';

/** Decides how a request for a file is answered: 200 (all), 206 (a range), 304 (unchanged) or 416 (range beyond the end). */
export function deliveryOf(media: Served, asked: IncomingHttpHeaders): Delivery {
  const etag = `"${media.sha256.toString('hex')}"`;
  const headers = { ...SAFETY, 'Accept-Ranges': 'bytes', ETag: etag, 'Cache-Control': KEPT };
  if (isHeld(etag, asked['if-none-match'])) return { status: 304, headers, range: null };

  const isSame = asked['if-range'] === undefined || asked['if-range'] === etag;
  const part = isSame ? rangeOf(asked.range, media.size) : undefined;
  if (part === null)
    return { status: 416, headers: { ...headers, 'Content-Range': `bytes */${media.size}` }, range: null };

  const range = part ?? { start: 0, end: media.size - 1 };
  return {
    status: part ? 206 : 200,
    headers: {
      ...headers,
      ...(part ? { 'Content-Range': `bytes ${part.start}-${part.end}/${media.size}` } : {}),
      'Content-Length': range.end - range.start + 1,
      'Content-Type': contentType(media),
      'Content-Disposition': disposition(media),
    },
    range,
  };
}

/** The answer that sends a client to the storage: a header of the redirect is not one of the file, so the storage is told them. */
export const redirectHeaders = (address: string): Record<string, string> => ({
  ...SAFETY,
  'Cache-Control': 'private, no-store',
  Location: address,
});

/** Seconds for which an address in the storage can be read without a token. It is used at once. */
const ADDRESS_VALID_FOR = 60;

/** What an address in the storage must answer. */
export const servedAs = (media: Served): ServedAs => ({
  contentType: contentType(media),
  disposition: disposition(media),
  seconds: ADDRESS_VALID_FOR,
});

const contentType = ({ kind, mimeType }: Served): string => (kind === 'file' ? 'application/octet-stream' : mimeType);

function isHeld(etag: string, held = ''): boolean {
  return held.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}

/** The requested range. Null when it lies outside the file; undefined when it is malformed or there are several: then all is sent. */
function rangeOf(header: string | undefined, size: number): ByteRange | null | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') return Number(last) > 0 ? { start: Math.max(0, size - Number(last)), end: size - 1 } : null;
  const start = Number(first);
  if (last !== '' && Number(last) < start) return undefined;
  return start < size ? { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) } : null;
}

/** Content-Disposition by RFC 6266: an ASCII name for old clients, and the exact name. */
function disposition({ kind, name }: Served): string {
  const place = kind === 'file' ? 'attachment' : 'inline';
  if (name === null) return place;
  return `${place}; filename="${name.replace(/[^ -~]|["\\%]/gu, '_')}"; filename*=${encodeExtended(name)}`;
}
