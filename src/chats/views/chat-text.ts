import type { UserView } from '../../contract/views/user.view.js';
import type { ChatRow } from './chat-row.js';
import { chatWith } from './chat-view.js';
import { readParticipants, type ShownParticipant } from './shown-participants.js';

/** A person with their JSON: made once, however many chats they are seen in. */
export type WrittenPerson = UserView & { text: string };

export function writtenPerson(view: UserView): WrittenPerson {
  return { ...view, text: JSON.stringify(view) };
}

/** Where the participants go. Nothing else in a chat's JSON can look like it: quotes inside of text are escaped. */
const PLACE = '"participants":[]';

/**
 * The JSON of a chat's view. Nine tenths of it are participants, the same few hundred people in all chats of a list, so the JSON of
 * each person is made only once: making it for each participant took longer than everything else.
 * @param people by user id
 */
export function chatText(row: ChatRow, people: Map<string, WrittenPerson>): string {
  const shown = readParticipants(row.participants, people);
  const text = JSON.stringify(chatWith(row, people, shown, []));
  const gap = text.indexOf(PLACE) + PLACE.length - 1;
  let participants = '';
  for (const participant of shown)
    participants += participants === '' ? participantText(participant) : `,${participantText(participant)}`;
  return text.slice(0, gap) + participants + text.slice(gap);
}

/** What `shownParticipantView` shows; ids and roles are ours and hold nothing to escape. */
function participantText({ id, role, lastReadSeq, lastDeliveredSeq, user }: ShownParticipant<WrittenPerson>): string {
  return `{"id":"${id}","role":"${role}","lastReadSeq":${lastReadSeq},"lastDeliveredSeq":${lastDeliveredSeq},"user":${user.text}}`;
}
