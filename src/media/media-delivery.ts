import type { IncomingHttpHeaders } from 'node:http';

import type { Media } from './media.entity.js';
import type { ByteRange } from './media-storage.js';

/** How one request for a file is answered. */
export interface Delivery {
  status: 200 | 206 | 304 | 416;
  headers: Record<string, string | number>;
  /** The bytes that go out; none with 304 and 416. */
  range: ByteRange | null;
}

/** A file is somebody's input: the browser shows it, and neither runs it nor guesses what it is. */
const SAFETY = {
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Whole, in part, unchanged since the client got it, or asked for beyond its end. */
export function deliveryOf(media: Media, asked: IncomingHttpHeaders): Delivery {
  const etag = `"${media.sha256.toString('hex')}"`;
  const headers = { ...SAFETY, 'Accept-Ranges': 'bytes', ETag: etag };
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
      'Content-Type': media.kind === 'file' ? 'application/octet-stream' : media.mimeType,
      'Content-Disposition': disposition(media),
    },
    range,
  };
}

function isHeld(etag: string, held = ''): boolean {
  return held.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}

/** The one range asked for: null when it lies outside, undefined when it cannot be read or there are several (then all is sent). */
function rangeOf(header: string | undefined, size: number): ByteRange | null | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') return Number(last) > 0 ? { start: Math.max(0, size - Number(last)), end: size - 1 } : null;
  const start = Number(first);
  if (last !== '' && Number(last) < start) return undefined;
  return start < size ? { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) } : null;
}

/** RFC 6266: the plain name for old clients, the exact one beside it. */
function disposition({ kind, name }: Media): string {
  const place = kind === 'file' ? 'attachment' : 'inline';
  if (name === null) return place;
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${place}; filename="${name.replace(/[^ -~]|["\\%]/gu, '_')}"; filename*=UTF-8''${exact}`;
}
