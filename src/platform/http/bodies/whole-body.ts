import type { IncomingMessage } from 'node:http';

import type { FastifyInstance } from 'fastify';

import { AppError } from '../../errors/app-error.js';

/** After an early answer, the rest of the body is read for so many milliseconds and bytes at most. */
const READ_ON = 2_000;
const MOST_BYTES = 8 * 1024 * 1024;
const CHECK_EVERY = 100;

/**
 * Makes sure that a client gets an answer (usually a refusal) that is sent before its body was read. Closing the connection at once would
 * make the client's next write fail, and many clients then report the broken connection instead of the answer. So the rest of the body is
 * read and dropped for a moment. The connection stays open if that was all of the body, and is closed if it was not.
 */
export function answerEarly(fastify: FastifyInstance): void {
  fastify.addHook('onSend', ({ raw }, reply, _payload, done) => {
    if (!raw.complete && !raw.destroyed) {
      const isLast = !reply.raw.shouldKeepAlive;
      // Otherwise Node closes the connection as soon as the answer has been sent.
      reply.raw.shouldKeepAlive = true;
      void reply.removeHeader('connection');
      reply.raw.once('finish', () => readOn(raw, isLast));
    }
    done();
  });
}

/** Reads and drops the rest of a body, within the limits above. @param isLast whether the connection is closed afterwards in any case */
export function readOn(body: IncomingMessage, isLast: boolean): void {
  const { socket } = body;
  const until = performance.now() + READ_ON;
  const upTo = socket.bytesRead + MOST_BYTES;
  body.unpipe();
  body.resume();
  const timer = setInterval(() => {
    if (socket.destroyed) return clearInterval(timer);
    if (body.complete) {
      clearInterval(timer);
      if (isLast) socket.end();
    } else if (performance.now() > until || socket.bytesRead > upTo) socket.destroy();
  }, CHECK_EVERY).unref();
}

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

/** Milliseconds within which a client must send a body that is not an upload. */
export const SENT_WITHIN = 30_000;

/**
 * Reads all bytes of a body.
 * @param limit maximum bytes
 * @throws AppError request.too_large, request.timeout; request.malformed when the connection breaks
 */
export async function readWhole(body: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(body.headers['content-length'] ?? 0) > limit) throw new AppError('request.too_large');
  if (isHere(body)) return body.read() as Buffer;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => fail(new AppError('request.timeout')), SENT_WITHIN).unref();
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > limit) fail(new AppError('request.too_large'));
      else chunks.push(chunk);
    };
    const end = (): void => {
      stop();
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size));
    };
    const breakOff = (): void => fail(new AppError('request.malformed'));
    const fail = (error: AppError): void => {
      stop();
      reject(error);
    };
    const stop = (): void => {
      clearTimeout(timer);
      body.off('data', take).off('end', end).off('error', breakOff).off('close', breakOff);
    };
    body.on('data', take).on('end', end).on('error', breakOff).on('close', breakOff);
  });
}

/** Whether the whole body has arrived, as most have when they are read. */
const isHere = (body: IncomingMessage): boolean =>
  body.complete && body.readableLength > 0 && body.readableLength === Number(body.headers['content-length']);
