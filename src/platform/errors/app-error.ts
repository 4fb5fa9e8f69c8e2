import type { ErrorDetail, ErrorView } from '../../contract/envelope.js';
import { type ErrorCode, ERRORS } from '../../contract/errors.js';

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
