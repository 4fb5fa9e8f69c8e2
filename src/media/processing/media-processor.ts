import { Injectable } from '@nestjs/common';

import type { MediaKind, MediaReason } from '../../contract/views/message.view.js';
import type { MediaPurpose, MediaVariant } from '../media.entity.js';

export interface ProcessedFile {
  variant: Exclude<MediaVariant, 'upload'>;
  path: string;
  mimeType: string;
  width: number | null;
  height: number | null;
}

export type Processed =
  | { status: 'rejected'; reason: MediaReason }
  | {
      status: 'ready';
      /** Without an `original`, the upload is served as it is. */
      files: ProcessedFile[];
      width: number | null;
      height: number | null;
      duration: number | null;
      placeholder: string | null;
      waveform: number[] | null;
    };

@Injectable()
export class MediaProcessor {
  process(
    _path: string,
    _type: { kind: MediaKind; mimeType: string; purpose: MediaPurpose },
    _directory: string,
  ): Promise<Processed> {
    const nothing = { width: null, height: null, duration: null, placeholder: null, waveform: null };
    return Promise.resolve({ status: 'ready', files: [], ...nothing });
  }
}
