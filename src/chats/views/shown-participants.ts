import type { ParticipantRole, ParticipantView } from '../../contract/views/chat.view.js';
import type { UserView } from '../../contract/views/user.view.js';

/** The caller and up to twenty others are shown. */
export const SHOWN = 21;

/** A participant as a chat shows them. */
export interface ShownParticipant<Person extends UserView = UserView> {
  id: string;
  role: ParticipantRole;
  lastReadSeq: number;
  lastDeliveredSeq: number;
  user: Person;
}

/**
 * @param participants as `ChatRow` has them
 * @param people by user id
 */
export function readParticipants<Person extends UserView>(
  participants: string,
  people: Map<string, Person>,
): ShownParticipant<Person>[] {
  return participants.split(',', SHOWN).map((participant) => {
    const [id, role, read, delivered, userId] = participant.split(' ') as [
      string,
      ParticipantRole,
      string,
      string,
      string,
    ];
    const user = people.get(userId) as Person;
    return { id, role, lastReadSeq: Number(read), lastDeliveredSeq: Number(delivered), user };
  });
}

export function shownParticipantView({
  id,
  role,
  lastReadSeq,
  lastDeliveredSeq,
  user,
}: ShownParticipant): ParticipantView {
  return { id, role, lastReadSeq, lastDeliveredSeq, user };
}

/** User ids of these participants. @param participants as `ChatRow` has them */
export function shownUserIds(participants: string): string[] {
  return participants.split(',', SHOWN).map((participant) => participant.slice(participant.lastIndexOf(' ') + 1));
}
