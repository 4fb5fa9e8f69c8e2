import type { IncomingMessage } from 'node:http';

import { AppError } from '../../errors/app-error.js';
import { SENT_WITHIN } from './whole-body.js';

/** Minimum bytes per second of an upload, over any half minute. A phone with bad reception is faster. */
const SLOWEST = 1024;

/** The limits of a body. */
export interface Bounds {
  /** Maximum bytes in total. Not set for uploads, whose files are counted separately. */
  total?: number;
}

/**
 * Watches the size and the speed of a body while it is read in parts.
 * @param fail called with request.timeout when the body is too slow, or with request.too_large
 * @returns a function that ends the watch
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
    // A body that is paused because the disk is slow does not count as slow.
    if (tooSlow && !body.complete && !body.isPaused()) fail(new AppError('request.timeout'));
    before = size;
  }, SENT_WITHIN).unref();
  body.on('data', count);
  return () => {
    clearInterval(timer);
    body.off('data', count);
  };
}
