import type { ErrorCode } from './errors.js';

/** One parameter that was refused, and why. */
export class ErrorDetail {
  field!: string;
  rule!: string;
  message!: string;
}

/** What every failure looks like, over HTTP and in socket acks. */
export class ErrorView {
  status!: 'error';
  code!: ErrorCode;
  message!: string;
  details!: ErrorDetail[];
  /** Figures of this failure, e.g. `{limit, used}`. */
  params!: Record<string, unknown>;
  /** Seconds to wait before trying again, where trying again makes sense. */
  retryAfter!: number | null;
}

/** Where a list stands: `lastSeq` is the chat's newest number, `hasMore` tells whether older entries follow. */
export class PageMeta {
  /** Null where the list was asked for by `before` or `after`. */
  page!: number | null;
  perPage!: number;
  lastSeq!: number;
  hasMore!: boolean;
}

/** Where a list stands that is no chat's: `hasMore` tells whether further entries follow. */
export class ListMeta {
  page!: number;
  perPage!: number;
  hasMore!: boolean;
}

/** Where to go on: `next` is the cursor of the page after this one, null on the last. */
export class NextMeta {
  next!: string | null;
}

export interface Success<Data = undefined, Meta = undefined> {
  status: 'success';
  data?: Data;
  meta?: Meta;
}

export function success(): Success;
export function success<Data>(data: Data): Success<Data>;
export function success<Data, Meta>(data: Data, meta: Meta): Success<Data, Meta>;
export function success(data?: unknown, meta?: unknown): Success<unknown, unknown> {
  return {
    status: 'success',
    ...(data === undefined ? {} : { data }),
    ...(meta === undefined ? {} : { meta }),
  };
}
