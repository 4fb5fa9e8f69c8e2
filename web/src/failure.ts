import { texts } from './texts.js';

interface Told {
  code: string;
  message: string;
  httpStatus?: number;
  retryAfterMs?: number;
}

function isTold(error: unknown): error is Told {
  return error instanceof Error && 'code' in error && error.message !== '';
}

/** A failure as a sentence for people. The server's errors already have one. */
export function sentenceOf(error: unknown): string {
  if (isTold(error) && error.httpStatus === 429)
    return texts.failure.tooOften(Math.ceil((error.retryAfterMs ?? 1_000) / 1_000));
  // The server's sentence refers to details, which are for programmers.
  if (isTold(error) && error.code === 'request.invalid') return texts.failure.invalid;
  if (isTold(error)) return ended(error.message);
  if (!navigator.onLine || error instanceof TypeError) return texts.failure.unreachable;
  return texts.failure.unknown;
}

function ended(sentence: string): string {
  const text = sentence.charAt(0).toUpperCase() + sentence.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
