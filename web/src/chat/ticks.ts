import type { Chat, ShownMessage } from '@parley/client';

import { texts } from '../texts.js';

/** The delivery state of an own message, as a word. */
export function tickOf({ view }: Chat, { seq, outgoing }: ShownMessage): string {
  const { message: words } = texts;
  if (outgoing?.state === 'waiting') return words.waiting;
  if (outgoing?.state === 'sending') return words.sending;
  if (outgoing?.state === 'failed') return words.failedTitle;
  if (outgoing) return words.sent;
  if (seq <= view.readByAllSeq) return words.read;
  return seq <= view.deliveredToAllSeq ? words.delivered : words.sent;
}
