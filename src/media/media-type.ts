import { fileTypeFromBuffer } from 'file-type';

import type { MediaKind } from '../contract/views/message.view.js';

/** Types that clients show inside a message, if the content proves the type. Everything else is a file to download. */
const SHOWN: { mimeType: string; extensions: string[]; alias?: string }[] = [
  { mimeType: 'image/png', extensions: ['png'] },
  { mimeType: 'image/apng', extensions: ['apng'] },
  { mimeType: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jfif'] },
  { mimeType: 'image/gif', extensions: ['gif'] },
  { mimeType: 'image/webp', extensions: ['webp'] },
  { mimeType: 'image/avif', extensions: ['avif'] },
  { mimeType: 'image/heic', extensions: ['heic'] },
  { mimeType: 'image/heif', extensions: ['heif'] },
  { mimeType: 'video/mp4', extensions: ['mp4', 'm4v'], alias: 'video/x-m4v' },
  { mimeType: 'video/webm', extensions: ['webm'] },
  { mimeType: 'video/quicktime', extensions: ['mov', 'qt'] },
  { mimeType: 'video/ogg', extensions: ['ogv'] },
  { mimeType: 'video/3gpp', extensions: ['3gp'] },
  { mimeType: 'audio/mpeg', extensions: ['mp3'] },
  { mimeType: 'audio/mp4', extensions: ['m4a'], alias: 'audio/x-m4a' },
  { mimeType: 'audio/ogg', extensions: ['ogg', 'oga', 'opus'], alias: 'audio/ogg; codecs=opus' },
  { mimeType: 'audio/webm', extensions: ['weba'] },
  { mimeType: 'audio/wav', extensions: ['wav'] },
  { mimeType: 'audio/flac', extensions: ['flac'] },
  { mimeType: 'audio/aac', extensions: ['aac'] },
  { mimeType: 'audio/amr', extensions: ['amr'] },
];

/** Kinds by further extensions. For a link they decide its kind; for an upload the content must agree with them. */
const PROMISED: Record<MediaKind, string> = {
  image: 'bmp svg tif tiff ico jxl',
  video: 'mkv avi mpg mpeg wmv',
  audio: 'mid midi aif aiff wma',
  file: 'pdf zip 7z rar gz tgz tar bz2 xz doc docx xls xlsx ppt pptx odt ods odp rtf txt csv md json xml epub apk dmg exe js css',
  link: 'html htm xhtml php asp aspx jsp',
};

const SHOWN_BY_CONTENT = new Map(
  SHOWN.flatMap(({ mimeType, alias }) => [mimeType, alias ?? mimeType].map((found) => [found, mimeType])),
);

const KIND_BY_EXTENSION = new Map<string, MediaKind>([
  ...SHOWN.flatMap(({ mimeType, extensions }) => extensions.map((name) => [name, kindOfType(mimeType)] as const)),
  ...Object.entries(PROMISED).flatMap(([kind, list]) =>
    list.split(' ').map((name) => [name, kind as MediaKind] as const),
  ),
]);

/**
 * The type under which a file is served.
 * @param found the type detected in its content
 * @returns undefined when clients do not show that type
 */
function shownType(found: string): string | undefined {
  return SHOWN_BY_CONTENT.get(found);
}

/** The kind of a MIME type. */
function kindOfType(mimeType: string): MediaKind {
  const [family = ''] = mimeType.split('/');
  if (family === 'image' || family === 'video' || family === 'audio') return family;
  return /^(text\/html|application\/xhtml\+xml)\b/.test(mimeType) ? 'link' : 'file';
}

/** The kind that the extension of a file name or path stands for; undefined when it is unknown. */
function kindOfName(name: string): MediaKind | undefined {
  return KIND_BY_EXTENSION.get(/\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '');
}

/** A file name with the extension of another type, because its file was converted. An extension of no known type stays before it. */
export function extended(name: string, mimeType: string): string {
  const [extension] = SHOWN.find((one) => one.mimeType === mimeType)?.extensions ?? [];
  if (extension === undefined) return name;
  return `${kindOfName(name) === undefined ? name : name.replace(/\.[^.]*$/, '')}.${extension}`;
}

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
