import type { Changed } from '../chats/timeline/changes.js';
import type { ChatView, ParticipantView } from '../contract/views/chat.view.js';
import type { SyncStepView } from '../contract/views/sync.view.js';
import type { Planned } from '../scheduling/planned-messages.js';
import type { MissedMessagesView } from '../messages/history/missed-messages.js';
import type { Step } from './plan.js';

/** Everything that was read for the step of one chat. */
interface Found extends MissedMessagesView {
  chat: ChatView;
  people: Changed[];
  /** Missing if it cannot have changed. */
  planned: Planned | undefined;
}

type PersonChanged = Changed & { participant: ParticipantView };

/**
 * The view of a step. Sends and changes together have no gaps: where numbers are missing, the `seq` and `rev` of the client are not of
 * the same moment, and it has to load the chat again.
 */
export function stepView({ seq, rev, upTo, now }: Step, found: Found): SyncStepView | null {
  if (numbersOf(found) !== upTo - rev) return null;
  const { chat, sent, people, starred, hidden, voted } = found;
  const fresh = new Set(sent.map(({ id }) => id));
  const changed = [...new Map(people.filter(isPerson).map((change) => [change.participant.id, change])).values()];
  return {
    chat,
    messages: sent,
    changed: found.changed.map(({ message }) => message).filter(({ id }) => !fresh.has(id)),
    participants: changed.filter(({ gone }) => !gone).map(({ participant }) => participant),
    left: changed.filter(({ gone }) => gone).map(({ participant }) => participant.id),
    starred,
    hidden,
    voted,
    scheduled: found.planned?.scheduled ?? null,
    reminders: found.planned?.reminders ?? null,
    next: [seq + sent.length, upTo, now[2], now[3]],
    more: upTo < now[1],
  };
}

const isPerson = (change: Changed): change is PersonChanged => change.participant !== null;

function numbersOf({ sent, changed, people }: Found): number {
  return changed.reduce((sum, { times }) => sum + times, sent.length + people.length);
}
