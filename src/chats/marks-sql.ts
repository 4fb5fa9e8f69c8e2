import { uncounted } from './uncounted.js';

/** A participant's marks as MOVE and MARKS give them. */
export interface MarksRow {
  lastReadSeq: number;
  lastDeliveredSeq: number;
  unreadCount: number;
  mine: number;
}

/** How far all of a chat's people are. */
export interface Crowd {
  people: number;
  readByAllSeq: number;
  deliveredToAllSeq: number;
}

const COLUMNS = `p.last_read_seq "lastReadSeq", p.last_delivered_seq "lastDeliveredSeq",
  c.last_seq - p.last_read_seq - ${uncounted('c.id', 'p.id', 'p.last_read_seq')} "unreadCount",
  p.version mine`;

const move = (changes: string, behind: string): string => `
  update participants p set ${changes}, version = version + 1
  from chats c
  where p.id = $1 and p.left_rev is null and c.id = p.chat_id and ${behind} < $2
  returning ${COLUMNS}`;

/** Moves a mark to `$2` where it is behind, in one statement that gives no row where it is not. */
export const MOVE = {
  read: move('last_read_seq = $2, last_delivered_seq = greatest(p.last_delivered_seq, $2)', 'p.last_read_seq'),
  delivered: move('last_delivered_seq = $2', 'p.last_delivered_seq'),
};

export const MARKS = `
  select ${COLUMNS} from participants p join chats c on c.id = p.chat_id where p.id = $1 and p.left_rev is null`;

export const COUNT_CROWD = `
  select count(*)::int people, min(last_read_seq) "readByAllSeq", min(last_delivered_seq) "deliveredToAllSeq"
  from participants where chat_id = $1 and left_rev is null`;
