import type { PlainPush } from '../../contract/events.js';
import type { MovedMarks } from './move-marks.js';

/** Everybody hears of receipts in chats of up to so many people; in larger ones they would be most of the traffic. */
const RECEIPTS_UP_TO = 100;

/** How far all of a chat's people are; of larger crowds only some were looked at. */
export interface Crowd {
  chatId: string;
  people: number;
  readByAllSeq: number;
  deliveredToAllSeq: number;
}

export const COUNT_CROWDS = `
  select w.chat_id "chatId", few.people::int, few.read_by_all "readByAllSeq", few.delivered_to_all "deliveredToAllSeq"
  from unnest($1::uuid[]) w (chat_id) cross join lateral (
    select count(*) people, min(last_read_seq) read_by_all, min(last_delivered_seq) delivered_to_all
    from (
      select last_read_seq, last_delivered_seq from participants
      where chat_id = w.chat_id and left_rev is null limit ${RECEIPTS_UP_TO + 1}) crowd) few`;

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
