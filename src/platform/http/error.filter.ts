import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { ErrorCode } from '../../contract/errors.js';
import { AppError, asAppError } from '../errors/app-error.js';

/** Errors that an operator must investigate. They are logged. */
const FAULTS: ErrorCode[] = ['internal', 'storage.full', 'media.storage_unavailable'];

/** Answers every error over HTTP as an `ErrorView`. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const error = asAppError(thrown);
    if (FAULTS.includes(error.code)) this.logger.error({ err: thrown, reqId: reply.request.id }, 'request failed');
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    if (error.retryAfter !== null) void reply.header('Retry-After', error.retryAfter);
    void reply.status(error.status).send(error.view);
  }
}

/** Answers a URL that the router cannot parse. No hooks run for it, so the headers are set here. */
export function answerBadAddress(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const { status, view } = asAppError(error);
  void reply.headers({ 'X-Request-Id': request.id, 'Cache-Control': 'private, no-store' }).status(status).send(view);
}

/** Answers bytes that are not valid HTTP and closes the connection, because the beginning of the next request is unknown. */
export function answerNoHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const code = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'request.timeout' : 'request.malformed';
  if (socket.writable) socket.write(asHttp(new AppError(code)));
  socket.destroy(error);
}

function asHttp({ status, view }: AppError): string {
  const body = JSON.stringify(view);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
