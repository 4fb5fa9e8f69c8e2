import type { ChatView } from '../wire.js';
import type { Push } from './pushes.js';
import type { HeldMessages } from './held-messages.js';
import { withName, withReaction } from './rules.js';

/** Applies the events that change existing messages. Applying one again, in order, changes nothing. Ignores other events. */
export function changeMessages([event, payload]: Push, messages: HeldMessages, chat: ChatView): void {
  if (event === 'message.updated' || event === 'message.deleted') {
    messages.change(withName(payload, chat), chat.participantId);
  } else if (event === 'reaction.added' || event === 'reaction.removed') {
    const held = messages.get(payload.messageId);
    if (held && held.rev < payload.rev)
      messages.put(withReaction(held, payload, event === 'reaction.added', chat.participantId));
  } else if (event === 'message.hidden') messages.hide(payload);
  else if (event === 'message.starred') {
    messages.star(({ id, starred }) => (id === payload.messageId ? payload.starred : starred));
  } else if (event === 'poll.voted') {
    messages.vote(({ id }) => (id === payload.messageId ? payload.options : null));
  }
}
