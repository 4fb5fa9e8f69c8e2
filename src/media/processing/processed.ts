import type { MediaKind } from '../../contract/views/message.view.js';

/** What becomes of an upload: a file in a message, or the picture of a person or group. */
export type MediaPurpose = 'message' | 'avatar';

/** A file to process. */
export interface ProcessingJob {
  path: string;
  kind: MediaKind;
  /** Its type, by its first bytes. */
  mimeType: string;
  purpose: MediaPurpose;
  /** An existing directory for the results, on the file system of the caller's choice. */
  into: string;
}

export type Variant = 'original' | 'preview' | 'thumb';

/** A result, which the caller moves to where it stays. It holds nothing of the camera: no EXIF, no position, no comments. */
export interface ProcessedFile {
  variant: Variant;
  path: string;
  mimeType: string;
  /** Pixels, as it is shown; null for audio. */
  width: number | null;
  height: number | null;
}

export interface ReadyMedia {
  status: 'ready';
  /** Without an `original` among them, the upload itself is the original: without ffmpeg, or in a format that it does not know. */
  files: ProcessedFile[];
  /** Pixels of the original, as it is shown: after its orientation is applied. Null for audio, and for video without ffmpeg. */
  width: number | null;
  height: number | null;
  /** Seconds, of video, audio and animations; null without ffmpeg. */
  duration: number | null;
  /** A thumbhash in base64: about 30 characters from which a client draws a blurred picture. */
  placeholder: string | null;
  /** Loudness of audio in 64 equal parts, 0 to 255; null where it was not measured. */
  waveform: number[] | null;
}

/**
 * Why a file cannot be shown:
 * - `broken`: it ends too early, or cannot be decoded
 * - `mislabelled`: it is another type of image than its first bytes or its sender said
 * - `not_an_image`: none of the image formats that are decoded here
 * - `too_many_pixels`, `too_many_frames`, `too_long`: beyond the limits of limits.ts
 * - `too_complex`: to decode it takes more memory or time than one file may take
 */
export type RejectionReason =
  'broken' | 'mislabelled' | 'not_an_image' | 'too_many_frames' | 'too_many_pixels' | 'too_long' | 'too_complex';

export interface RejectedMedia {
  status: 'rejected';
  reason: RejectionReason;
}

export type Processed = ReadyMedia | RejectedMedia;

/** The file is at fault, so another attempt would end the same way. */
export class Rejection extends Error {
  constructor(
    readonly reason: RejectionReason,
    cause?: unknown,
  ) {
    super(reason, { cause });
  }
}

/** The attempt failed, not necessarily because of the file: the child process was killed, or the disk is full. It may be repeated. */
export class ProcessingError extends Error {}

/** The attempt failed, because it took more memory or time than one file may take. */
export class LimitError extends ProcessingError {}
