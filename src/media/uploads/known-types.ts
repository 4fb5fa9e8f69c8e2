import type { MediaKind } from '../../contract/views/media.view.js';

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
  { mimeType: 'image/bmp', extensions: ['bmp'] },
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
  image: 'svg tif tiff ico jxl',
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
export function shownType(found: string): string | undefined {
  return SHOWN_BY_CONTENT.get(found);
}

/** The kind of a MIME type. */
export function kindOfType(mimeType: string): MediaKind {
  const [family = ''] = mimeType.split('/');
  if (family === 'image' || family === 'video' || family === 'audio') return family;
  return /^(text\/html|application\/xhtml\+xml)\b/.test(mimeType) ? 'link' : 'file';
}

/** The kind that the extension of a file name or path stands for; undefined when it is unknown. */
export function kindOfName(name: string): MediaKind | undefined {
  return KIND_BY_EXTENSION.get(/\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '');
}
