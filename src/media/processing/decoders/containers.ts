/** How ffmpeg reads and writes a type of video or audio. */
export interface Container {
  /** The only format that it is read as. Playlists and such, which name other files, are none. */
  reads: string;
  /** Formats to write it in, the best first, with their types. The next is tried when one cannot hold these codecs. */
  writes: { format: string; mimeType: string }[];
}

const mp4 = { format: 'mp4', mimeType: 'video/mp4' };
const mov = { format: 'mov', mimeType: 'video/quicktime' };

function sound(reads: string, mimeType: string, format = reads): [string, Container] {
  return [mimeType, { reads, writes: [{ format, mimeType }] }];
}

const CONTAINERS = new Map<string, Container>([
  // Sound as some cameras record it fits into QuickTime only, and QuickTime plays in some browsers only.
  ['video/mp4', { reads: 'mov', writes: [mp4, mov] }],
  ['video/quicktime', { reads: 'mov', writes: [mp4, mov] }],
  ['video/3gpp', { reads: 'mov', writes: [{ format: '3gp', mimeType: 'video/3gpp' }] }],
  ['video/webm', { reads: 'matroska', writes: [{ format: 'webm', mimeType: 'video/webm' }] }],
  ['video/ogg', { reads: 'ogg', writes: [{ format: 'ogg', mimeType: 'video/ogg' }] }],
  ['audio/mp4', { reads: 'mov', writes: [{ format: 'mp4', mimeType: 'audio/mp4' }] }],
  ['audio/webm', { reads: 'matroska', writes: [{ format: 'webm', mimeType: 'audio/webm' }] }],
  sound('ogg', 'audio/ogg'),
  sound('mp3', 'audio/mpeg'),
  sound('wav', 'audio/wav'),
  sound('flac', 'audio/flac'),
  sound('aac', 'audio/aac', 'adts'),
  sound('amr', 'audio/amr'),
]);

/** @returns undefined for a type that is not read */
export function containerOf(mimeType: string): Container | undefined {
  return CONTAINERS.get(mimeType);
}
