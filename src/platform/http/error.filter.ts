import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import type { ErrorCode } from '../../contract/errors.js';
import { asAppError } from '../errors/as-app-error.js';

/** Errors that an operator must investigate. They are logged. */
const FAULTS: ErrorCode[] = ['internal', 'storage.full'];

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
