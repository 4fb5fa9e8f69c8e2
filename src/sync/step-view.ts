import type { Changed } from '../chats/timeline/changes.js';
import type { ChatView, ParticipantView } from '../contract/views/chat.view.js';
import type { SyncStepView } from '../contract/views/sync.view.js';
import type { Planned } from '../scheduling/planned-messages.js';
import type { MissedMessagesView } from '../messages/history/missed-messages.js';
import type { Step } from './plan.js';

/** All that was read of a chat for its step. */
interface Found extends MissedMessagesView {
  chat: ChatView;
  people: Changed[];
  /** None where that cannot have changed. */
  planned: Planned | undefined;
}

type PersonChanged = Changed & { participant: ParticipantView };

/**
 * A step as the client gets it. Sends and changes are together dense: where some are missing, the `seq` and the `rev`
 * it holds are not of one moment, and it has to begin anew.
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
