import type { PlainPush } from '../../contract/events.js';
import type { MovedMarks } from './move-marks.js';
import { RECEIPTS_UP_TO } from './read-state.sql.js';

/** How far all of a chat's people are; of larger crowds only some were looked at. */
export interface Crowd {
  chatId: string;
  people: number;
  readByAllSeq: number;
  deliveredToAllSeq: number;
}

type Moved = Pick<MovedMarks, 'chatId' | 'participantId' | 'moved' | 'lastReadSeq' | 'lastDeliveredSeq'>;

/** The push to the chat; null in a chat too large for receipts. */
export function receiptOf(moved: Moved, { people, readByAllSeq, deliveredToAllSeq }: Crowd): PlainPush | null {
  const { chatId, participantId, lastReadSeq, lastDeliveredSeq } = moved;
  if (people > RECEIPTS_UP_TO || moved.moved === 'own') return null;
  if (moved.moved === 'read') {
    const payload = { chatId, participantId, seq: lastReadSeq, readByAllSeq };
    return { event: 'receipt.read', payload, to: { chat: chatId } };
  }
  const payload = { chatId, participantId, seq: lastDeliveredSeq, deliveredToAllSeq };
  return { event: 'receipt.delivered', payload, to: { chat: chatId } };
}
