import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { MediaKind } from '../../src/contract/views/message.view.js';
import type { Config } from '../../src/platform/config/config.js';
import { MediaProcessor } from '../../src/media/processing/child/media-processor.js';
import type {
  MediaPurpose,
  Processed,
  ProcessedFile,
  ReadyMedia,
  Variant,
} from '../../src/media/processing/processed.js';

/** What test/fixtures/make-media.mjs wrote into each file that can hold metadata, and what such metadata begins with. */
const PRIVATE = [
  'PARLEY-CAMERA-OWNER',
  '48.2082',
  'Exif\0\0',
  'EXIF',
  'ICC_PROFILE',
  'http://ns.adobe.com',
  'Photoshop 3.0',
];

export function fixture(name: string): string {
  return join(__dirname, '../fixtures/media', name);
}

/** The traces of the camera in some bytes. */
export function tracesIn(bytes: Buffer): string[] {
  return PRIVATE.filter((trace) => bytes.includes(trace, 0, 'latin1'));
}

/** A processor with a directory for its results. */
export function useProcessor() {
  let processor: MediaProcessor;
  let into: string;

  beforeAll(async () => {
    processor = new MediaProcessor({ MEDIA_WORKERS: 1 } as Config);
    into = await mkdtemp(join(tmpdir(), 'parley-media-'));
  });

  afterEach(async () => {
    for (const name of await readdir(into)) await rm(join(into, name));
  });

  afterAll(async () => {
    await processor.onApplicationShutdown();
    await rm(into, { recursive: true });
  });

  const process = (path: string, mimeType: string, purpose: MediaPurpose = 'message'): Promise<Processed> =>
    processor.process({ path, kind: mimeType.split('/')[0] as MediaKind, mimeType, purpose, into });

  return {
    process,
    /** The results lie here, and so may the files of the test. */
    into: () => into,
    /** Fails if the file is rejected. */
    async ready(path: string, mimeType: string, purpose?: MediaPurpose): Promise<ReadyMedia> {
      const processed = await process(path, mimeType, purpose);
      if (processed.status !== 'ready') throw new Error(`${path} was rejected: ${processed.reason}`);
      return processed;
    },
    /** Writes a file for a test. @returns its path */
    async write(name: string, content: Buffer | string): Promise<string> {
      const path = join(into, name);
      await writeFile(path, content);
      return path;
    },
  };
}

/** The result of a variant; fails if there is none. */
export function fileOf({ files }: ReadyMedia, variant: Variant): ProcessedFile {
  const found = files.find((file) => file.variant === variant);
  if (!found) throw new Error(`there is no ${variant}`);
  return found;
}
