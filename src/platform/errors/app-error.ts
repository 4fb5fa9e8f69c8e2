import { HttpException } from '@nestjs/common';

import type { ErrorDetail, ErrorView } from '../../contract/envelope.js';
import { type ErrorCode, ERRORS } from '../../contract/errors.js';
import { isOverload, isStorageFull } from '../database/database-errors.js';

export interface ErrorOptions {
  details?: ErrorDetail[];
  params?: Record<string, unknown>;
  /** Seconds. */
  retryAfter?: number;
  cause?: unknown;
}

/** An error that is sent to a client: a code of the table in `contract/errors.ts`, with its details. */
export class AppError extends Error {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    private readonly options: ErrorOptions = {},
  ) {
    super(ERRORS[code].message, { cause: options.cause });
    this.status = ERRORS[code].status;
  }

  get retryAfter(): number | null {
    return this.options.retryAfter ?? (this.status === 503 ? 1 : null);
  }

  get view(): ErrorView {
    return {
      status: 'error',
      code: this.code,
      message: this.message,
      details: this.options.details ?? [],
      params: this.options.params ?? {},
      retryAfter: this.retryAfter,
    };
  }
}

/** The error for one parameter that breaks a rule. @param message sent to the client */
export function invalid(field: string, rule: string, message: string): AppError {
  return new AppError('request.invalid', { details: [{ field, rule, message }] });
}

const CODES: Partial<Record<number, ErrorCode>> = {
  401: 'auth.token_invalid',
  404: 'route.not_found',
  405: 'route.not_found',
  406: 'request.unsupported_type',
  413: 'request.too_large',
  415: 'request.unsupported_type',
  429: 'rate.limited',
  503: 'overloaded',
};

/** Seconds until a client may retry when the disk is full: an operator has to make room first. */
const ROOM_AGAIN_AFTER = 30;

/** Turns anything thrown into an AppError. Errors of the frameworks are mapped by their status, everything else becomes `internal`. */
export function asAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isStorageFull(thrown)) return new AppError('storage.full', { cause: thrown, retryAfter: ROOM_AGAIN_AFTER });
  if (isOverload(thrown)) return new AppError('overloaded', { cause: thrown });
  const status = statusOf(thrown);
  const code = status === null ? 'internal' : (CODES[status] ?? (status < 500 ? 'request.malformed' : 'internal'));
  return new AppError(code, { cause: thrown });
}

function statusOf(thrown: unknown): number | null {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status = (thrown as { statusCode?: unknown } | null | undefined)?.statusCode;
  return typeof status === 'number' && status >= 400 ? status : null;
}
