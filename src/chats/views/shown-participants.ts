import type { ParticipantRole, ParticipantView } from '../../contract/views/chat.view.js';
import type { UserView } from '../../contract/views/user.view.js';

/** The caller and up to twenty others are shown. */
export const SHOWN = 21;

/** Somebody's place in a chat. */
export interface Seat<Person extends UserView = UserView> {
  id: string;
  role: ParticipantRole;
  lastReadSeq: number;
  lastDeliveredSeq: number;
  user: Person;
}

/**
 * @param seats as `ChatRow` has them
 * @param people by user id
 */
export function readSeats<Person extends UserView>(seats: string, people: Map<string, Person>): Seat<Person>[] {
  return seats.split(',', SHOWN).map((seat) => {
    const [id, role, read, delivered, userId] = seat.split(' ') as [string, ParticipantRole, string, string, string];
    const user = people.get(userId) as Person;
    return { id, role, lastReadSeq: Number(read), lastDeliveredSeq: Number(delivered), user };
  });
}

export function seatView({ id, role, lastReadSeq, lastDeliveredSeq, user }: Seat): ParticipantView {
  return { id, role, lastReadSeq, lastDeliveredSeq, user };
}

/** User ids of those in these seats. */
export function seatedUsers(seats: string): string[] {
  return seats.split(',', SHOWN).map((seat) => seat.slice(seat.lastIndexOf(' ') + 1));
}
