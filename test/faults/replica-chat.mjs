import { keepingVotes, ReplicaMessages } from './replica-messages.mjs';

/** One chat as a client holds it: what it was given by a sync, and what pushes made of that. See docs/realtime.md. */
export class ReplicaChat {
  held = [0, 0, 0, 0];
  messages = new ReplicaMessages();
  /** The last message when it was marked unread. */
  #signedAt = 0;

  constructor(step) {
    this.take(step);
  }

  take({ chat, messages, changed, starred, hidden, voted, next }) {
    this.chat = chat;
    this.held = next;
    this.messages.clear(chat);
    for (const message of messages) this.messages.put(message);
    for (const message of changed) this.messages.change(message, chat.participantId);
    if (starred) this.messages.star(({ id }) => starred.includes(id));
    for (const one of hidden ?? []) this.messages.hide(one);
    if (voted) this.messages.voteIn(voted);
    for (const { user } of chat.participants) this.rename(user);
    this.#follow();
  }

  /** @returns whether something is missing before it, so that a sync is due */
  hear(event, payload) {
    const place = 'rev' in payload ? 1 : 'mine' in payload ? 2 : null;
    const number = payload.rev ?? payload.mine;
    if (place !== null && number <= this.held[place]) return false;
    if (place !== null && number > this.held[place] + 1) return true;
    if (place !== null) this.held[place] = number;
    this.#apply[event]?.(payload);
    this.#follow();
    return false;
  }

  rename({ id, name, avatar }) {
    const { chat } = this;
    const before = this.#names();
    for (const { user } of chat.participants) if (user.id === id) Object.assign(user, { name, avatar });
    this.messages.rename({ id, name, avatar });
    const last = chat.lastMessage;
    if (last?.sender.id === id) last.sender = { id, name, avatar };
    if (last?.reply?.sender.id === id) last.reply.sender = { id, name, avatar };
    if (chat.title === before) chat.title = this.#names();
  }

  #apply = {
    'message.created': (pushed) =>
      this.#add({ ...pushed, attachments: keepingVotes(pushed.attachments), starred: false }),
    'message.updated': (pushed) => this.messages.change(pushed, this.chat.participantId),
    'message.deleted': (pushed) => this.messages.change(pushed, this.chat.participantId),
    'reaction.added': (pushed) => this.#react(pushed, true),
    'reaction.removed': (pushed) => this.#react(pushed, false),
    'message.hidden': (pushed) => this.messages.hide(pushed),
    'message.starred': ({ messageId, starred }) =>
      this.messages.star((one) => (one.id === messageId ? starred : one.starred)),
    'poll.voted': (vote) => this.messages.vote(vote),
    'chat.updated': (facts) => this.#update(facts),
    'chat.pinned': ({ pinned }) => (this.chat.pinned = pinned),
    'chat.archived': ({ archivedSeq }) => (this.chat.archivedSeq = archivedSeq),
    'chat.muted': ({ archivedSeq, mutedUntil }) => Object.assign(this.chat, { archivedSeq, mutedUntil }),
    'chat.markedUnread': (sign) => this.#sign(sign),
    'chat.cleared': (clearing) => this.#clear(clearing),
    'draft.changed': ({ draft, draftVersion }) => Object.assign(this.chat, { draft, draftVersion }),
    'chat.read': ({ lastReadSeq, lastReadRev }) => this.#read(lastReadSeq, lastReadRev),
    'chat.delivered': ({ lastDeliveredSeq: seq }) => this.#mark(this.chat.participantId, 0, seq),
    'receipt.read': ({ participantId, seq }) => this.#mark(participantId, seq, seq),
    'receipt.delivered': ({ participantId, seq }) => this.#mark(participantId, 0, seq),
  };

  #add(message) {
    this.messages.put(message);
    this.held[0] = message.seq;
    Object.assign(this.chat, { lastSeq: message.seq, lastMessage: message, updatedAt: message.createdAt });
    if (message.kind === 'system') return;
    this.#mark(message.participantId, message.seq, message.seq);
    if (!this.#isMine(message)) return;
    this.chat.lastReadRev = Math.max(this.chat.lastReadRev, message.rev);
    if (message.seq > this.#signedAt) this.chat.markedUnread = false;
  }

  /** What was said after it, and heard before, has taken it away already. */
  #sign({ markedUnread, lastSeq }) {
    const saidSince = this.messages.values().some((one) => this.#isMine(one) && one.seq > lastSeq);
    this.#signedAt = lastSeq;
    this.chat.markedUnread = markedUnread && !saidSince;
  }

  #isMine({ participantId, kind }) {
    return participantId === this.chat.participantId && kind !== 'system';
  }

  #clear({ hiddenSeq, hiddenAt }) {
    Object.assign(this.chat, { hiddenSeq, hiddenAt });
    this.messages.clear(this.chat);
    this.#read(hiddenSeq);
  }

  #update({ title, avatar, description, messageLifetime, historyHidden }) {
    const { chat } = this;
    Object.assign(chat, { description, messageLifetime, historyHidden });
    if (chat.type !== 'direct') Object.assign(chat, { title: title ?? this.#names(), avatar });
  }

  #react({ messageId, participantId, emoji, count, rev }, added) {
    const held = this.messages.get(messageId);
    if (!held) return;
    const before = held.reactions.find((one) => one.emoji === emoji)?.participantIds ?? [];
    const others = before.filter((id) => id !== participantId);
    const participantIds = added ? [...others, participantId].sort() : others;
    const group = { emoji, count, mine: participantIds.includes(this.chat.participantId), participantIds };
    const rest = held.reactions.filter((one) => one.emoji !== emoji);
    const reactions = count > 0 ? [...rest, group].sort((a, b) => (a.emoji < b.emoji ? -1 : 1)) : rest;
    const shown = held.deletedAt === null ? reactions : [];
    this.messages.put({ ...held, rev, reactions: shown });
  }

  #read(seq, rev = 0) {
    this.chat.markedUnread = false;
    this.chat.lastReadRev = Math.max(this.chat.lastReadRev, rev);
    this.#mark(this.chat.participantId, seq, seq);
  }

  #mark(participantId, read, delivered) {
    for (const one of this.chat.participants.filter(({ id }) => id === participantId)) {
      one.lastReadSeq = Math.max(one.lastReadSeq, read);
      one.lastDeliveredSeq = Math.max(one.lastDeliveredSeq, delivered);
    }
  }

  /** What follows from the rest. */
  #follow() {
    const { chat } = this;
    chat.lastRev = Math.max(chat.lastRev, this.held[1]);
    chat.lastMessage = this.messages.get(chat.lastMessage?.id) ?? chat.lastMessage;
    const { archivedSeq, mutedUntil, lastSeq } = chat;
    const muted = mutedUntil !== null && Date.parse(mutedUntil) > Date.now();
    chat.archived = archivedSeq !== null && (archivedSeq >= lastSeq || muted);
    const mark = chat.participants[0].lastReadSeq;
    const above = this.messages.values().filter(({ seq, deletedAt }) => seq > mark && deletedAt === null);
    chat.unreadCount = above.filter(({ kind }) => kind !== 'system').length;
    chat.mentionCount = above.filter((one) => one.mentionsAll || one.mentions.includes(chat.participantId)).length;
    chat.readByAllSeq = Math.min(...chat.participants.map(({ lastReadSeq }) => lastReadSeq));
    chat.deliveredToAllSeq = Math.min(...chat.participants.map(({ lastDeliveredSeq }) => lastDeliveredSeq));
  }

  #names() {
    const others = this.chat.participants.slice(1, this.chat.type === 'direct' ? 2 : 4);
    return others.map(({ user }) => user.name).join(', ');
  }
}
