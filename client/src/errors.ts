import type { ErrorView } from './wire.js';

/** A call that was refused, or had no answer. */
export class ParleyError extends Error {
  override readonly name = 'ParleyError';
  /** Values and ids of this failure, as in docs/errors.md. */
  params: Record<string, unknown> = {};

  /**
   * @param code of docs/errors.md, or `network` if there was no answer
   * @param httpStatus 0 if there was no answer
   * @param retryAfterMs the pause that the server requests, if it does
   */
  constructor(
    readonly code: string,
    message: string,
    readonly httpStatus: number,
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }

  /** Whether a retry may succeed: after no answer, a busy server, a rate limit or an expired token. */
  get isPassing(): boolean {
    const { httpStatus, code } = this;
    return httpStatus === 0 || httpStatus >= 500 || [408, 429].includes(httpStatus) || code === 'auth.token_expired';
  }

  static of(failure: Partial<ErrorView>, httpStatus: number, retryAfter?: string | null): ParleyError {
    const { code = 'internal', message = `The server answered ${httpStatus}.`, params = {} } = failure;
    const seconds = Number(retryAfter ?? NaN);
    const error = new ParleyError(code, message, httpStatus, Number.isNaN(seconds) ? undefined : seconds * 1000);
    return Object.assign(error, { params });
  }

  static unanswered(cause: unknown): ParleyError {
    return Object.assign(new ParleyError('network', 'The server cannot be reached.', 0), { cause });
  }
}
