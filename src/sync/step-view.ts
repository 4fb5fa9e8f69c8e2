import type { Changed } from '../chats/changes.js';
import type { ChatView } from '../contract/chat.view.js';
import type { MessageView } from '../contract/message.view.js';
import type { SyncStepView } from '../contract/sync.view.js';
import type { Step } from './plan.js';

/** All that was read of a chat for its step. */
export interface Found {
  chat: ChatView;
  messages: MessageView[];
  changes: Changed[];
  starred: string[] | null;
}

/**
 * A step as the client gets it. Sends and changes are together dense: where some are missing, the `seq` and the `rev`
 * it holds are not of one moment, and it has to begin anew.
 */
export function stepView({ seq, rev, upTo, now }: Step, found: Found | undefined): SyncStepView | null {
  if (!found || found.messages.length + found.changes.length !== upTo - rev) return null;
  const { chat, messages, changes, starred } = found;
  const changed = [...new Map(changes.map((change) => [change.participant.id, change])).values()];
  return {
    chat,
    messages,
    participants: changed.filter(({ gone }) => !gone).map(({ participant }) => participant),
    left: changed.filter(({ gone }) => gone).map(({ participant }) => participant.id),
    starred,
    next: [seq + messages.length, upTo, now[2], now[3]],
    more: upTo < now[1],
  };
}
