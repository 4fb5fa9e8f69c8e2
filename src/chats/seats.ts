import type { ParticipantRole, ParticipantView } from '../contract/chat.view.js';
import type { UserView } from '../contract/user.view.js';

/** The caller and up to twenty others are shown. */
export const SHOWN = 21;

/** Somebody's place in a chat. */
export interface Seat<Person extends UserView = UserView> {
  id: string;
  role: ParticipantRole;
  lastReadSeq: number;
  user: Person;
}

/**
 * @param seats as `ChatRow` has them
 * @param people by user id
 */
export function readSeats<Person extends UserView>(seats: string, people: Map<string, Person>): Seat<Person>[] {
  return seats.split(',', SHOWN).map((seat) => {
    const [id, role, lastReadSeq, userId] = seat.split(' ') as [string, ParticipantRole, string, string];
    return { id, role, lastReadSeq: Number(lastReadSeq), user: people.get(userId) as Person };
  });
}

export function seatView({ id, role, lastReadSeq, user }: Seat): ParticipantView {
  // what was read was delivered; no other mark is kept yet
  return { id, role, lastReadSeq, lastDeliveredSeq: lastReadSeq, user };
}
