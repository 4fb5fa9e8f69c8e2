export type MediaKind = 'image' | 'video' | 'audio' | 'file' | 'link';

/** One picture, film, sound, file or link of a message. Sizes in bytes and pixels, duration in seconds. */
export class MediaView {
  id!: string;
  kind!: MediaKind;
  /** External https/http, or root-relative: then read with the Bearer header or `?t=<mediaToken>`. */
  url!: string;
  name!: string | null;
  mimeType!: string | null;
  size!: number | null;
  width!: number | null;
  height!: number | null;
  duration!: number | null;
  thumbnailUrl!: string | null;
  placeholder!: string | null;
}
