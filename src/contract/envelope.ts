import type { ErrorCode } from './errors.js';

/** One parameter that was refused, with the reason. */
export class ErrorDetail {
  field!: string;
  rule!: string;
  message!: string;
}

/** The form of every error, over HTTP and in socket acks. */
export class ErrorView {
  status!: 'error';
  code!: ErrorCode;
  message!: string;
  details!: ErrorDetail[];
  /** Values of this error, e.g. `{limit, used}`. */
  params!: Record<string, unknown>;
  /** Seconds to wait before a retry; null when a retry does not help. */
  retryAfter!: number | null;
}

/** The position in a list of messages. `lastSeq` is the newest `seq` of the chat; `hasMore` tells whether more entries follow. */
export class PageMeta {
  /** Null when the list was requested by `before` or `after`. */
  page!: number | null;
  perPage!: number;
  lastSeq!: number;
  hasMore!: boolean;
}

/** The position in the hits of a search in a chat. `next` is the cursor of the next page; null on the last one. A page may be short and have a next one. */
export class SearchMeta extends PageMeta {
  next!: string | null;
}

/** The page of a list. `hasMore` tells whether more entries follow. */
export class ListMeta {
  page!: number;
  perPage!: number;
  hasMore!: boolean;
}

/** `next` is the cursor of the next page; null on the last one. */
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
