import type { IncomingMessage } from 'node:http';

import { AppError } from '../../errors/app-error.js';

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

/** Whether all of it has come, as most bodies have when they are asked for: then there is nothing to wait for. */
const isHere = (body: IncomingMessage): boolean =>
  body.complete && body.readableLength > 0 && body.readableLength === Number(body.headers['content-length']);
