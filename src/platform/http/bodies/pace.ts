import type { IncomingMessage } from 'node:http';

import { AppError } from '../../errors/app-error.js';
import { SENT_WITHIN } from './whole-body.js';

/** Bytes a second an upload must bring, over any half minute. A phone at the edge of its network brings more. */
const SLOWEST = 1024;

/** Ends a body that breaks its bounds with an error, for whoever reads it. */
export interface Bounds {
  /** Bytes in all; none for an upload, whose files are counted by themselves. */
  total?: number;
}

/**
 * Watches the bytes of a body while it is read in parts.
 * @param fail gets request.timeout when it comes too slowly, or request.too_large
 * @returns what ends the watch
 */
export function watchPace(body: IncomingMessage, { total }: Bounds, fail: (error: AppError) => void): () => void {
  let size = 0;
  let before = 0;
  const count = (chunk: Buffer): void => {
    size += chunk.length;
    if (total !== undefined && size > total) fail(new AppError('request.too_large'));
  };
  const timer = setInterval(() => {
    const tooSlow = total !== undefined || size - before < (SLOWEST * SENT_WITHIN) / 1000;
    // What was paused because its disk is slow does not count against the client.
    if (tooSlow && !body.complete && !body.isPaused()) fail(new AppError('request.timeout'));
    before = size;
  }, SENT_WITHIN).unref();
  body.on('data', count);
  return () => {
    clearInterval(timer);
    body.off('data', count);
  };
}
