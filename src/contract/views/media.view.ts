export type MediaKind = 'image' | 'video' | 'audio' | 'file' | 'link';

/** One image, video, audio, file or link of a message. `size` is in bytes, `width` and `height` in pixels, `duration` in seconds. */
export class MediaView {
  id!: string;
  kind!: MediaKind;
  /** An external http or https URL, or a root-relative one, which is read with the Bearer header or `?t=<mediaToken>`. */
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
