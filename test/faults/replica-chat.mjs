/** What is left of a message that its person does not want to see. */
const NOTHING = {
  message: '',
  media: [],
  attachments: [],
  reply: null,
  mentions: [],
  mentionsAll: false,
  forwarded: null,
  reactions: [],
  pinnedAt: null,
};

/** Where it is not told which options of a poll are theirs, those are as they were held. */
function keepingVotes(pushed, held = []) {
  const before = new Map(held.flatMap(({ options = [] }) => options).map(({ id, mine }) => [id, mine]));
  return choosing(pushed, ({ id, mine }) => mine ?? before.get(id) ?? false);
}

function choosing(attachments, isMine) {
  return attachments.map((one) => {
    if (one.kind !== 'poll') return one;
    const mark = (option) => {
      const { id, text, count, participantIds } = option;
      return { id, text, count, mine: isMine(option), participantIds };
    };
    return { ...one, options: one.options.map(mark) };
  });
}

/** One chat as a client holds it: what it was given by a sync, and what pushes made of that. See docs/realtime.md. */
export class ReplicaChat {
  held = [0, 0, 0, 0];
  messages = new Map();
  /** When its person deleted messages for themselves, by message id. */
  #hidden = new Map();

  constructor(step) {
    this.take(step);
  }

  take({ chat, messages, changed, starred, hidden, voted, next }) {
    this.chat = chat;
    this.held = next;
    for (const message of messages) this.messages.set(message.id, message);
    for (const message of changed) this.#change(message);
    if (starred) for (const message of this.messages.values()) message.starred = starred.includes(message.id);
    for (const one of hidden ?? []) this.#hide(one);
    const chosen = new Map((voted ?? []).map(({ messageId, options }) => [messageId, options]));
    if (voted)
      for (const { id } of this.messages.values()) this.#vote({ messageId: id, options: chosen.get(id) ?? [] });
    for (const { user } of chat.participants) this.rename(user);
  }

  /** @returns whether something is missing before it, so that a sync is due */
  hear(event, payload) {
    const place = 'rev' in payload ? 1 : 'mine' in payload ? 2 : null;
    const number = payload.rev ?? payload.mine;
    if (place !== null && number <= this.held[place]) return false;
    if (place !== null && number > this.held[place] + 1) return true;
    if (place !== null) this.held[place] = number;
    this.#apply[event]?.(payload);
    return false;
  }

  rename({ id, name, avatar }) {
    const { chat } = this;
    const before = this.#names();
    for (const { user } of chat.participants) if (user.id === id) Object.assign(user, { name, avatar });
    for (const message of [...this.messages.values(), ...(chat.lastMessage ? [chat.lastMessage] : [])]) {
      if (message.sender.id === id) message.sender = { id, name, avatar };
      if (message.reply?.sender.id === id) message.reply.sender = { id, name, avatar };
    }
    if (chat.title === before) chat.title = this.#names();
  }

  #apply = {
    'message.created': (pushed) =>
      this.#add({ ...pushed, attachments: keepingVotes(pushed.attachments), starred: false }),
    'message.updated': (pushed) => this.#change(pushed),
    'message.deleted': (pushed) => this.#change(pushed),
    'reaction.added': (pushed) => this.#react(pushed, true),
    'reaction.removed': (pushed) => this.#react(pushed, false),
    'message.hidden': (pushed) => this.#hide(pushed),
    'chat.updated': (facts) => this.#update(facts),
    'chat.pinned': ({ pinned }) => (this.chat.pinned = pinned),
    'chat.archived': ({ archived }) => (this.chat.archived = archived),
    'message.starred': ({ messageId, starred }) => this.#star(messageId, starred),
    'poll.voted': (vote) => this.#vote(vote),
    'chat.read': ({ lastReadSeq: seq }) => this.#mark(this.chat.participantId, seq, seq),
    'chat.delivered': ({ lastDeliveredSeq: seq }) => this.#mark(this.chat.participantId, 0, seq),
    'receipt.read': ({ participantId, seq }) => this.#mark(participantId, seq, seq),
    'receipt.delivered': ({ participantId, seq }) => this.#mark(participantId, 0, seq),
  };

  #add(message) {
    this.messages.set(message.id, message);
    this.held[0] = message.seq;
    const { seq: lastSeq, rev: lastRev, createdAt: updatedAt } = message;
    Object.assign(this.chat, { lastSeq, lastRev, lastMessage: { ...message }, updatedAt });
    if (this.chat.mutedUntil === null) this.chat.archived = false;
    if (message.kind === 'system') return this.#count();
    if (message.participantId === this.chat.participantId) this.chat.markedUnread = false;
    this.#mark(message.participantId, message.seq, message.seq);
  }

  #update({ title, avatar, description, messageLifetime, historyHidden, rev }) {
    const { chat } = this;
    Object.assign(chat, { description, messageLifetime, historyHidden, lastRev: rev });
    if (chat.type !== 'direct') Object.assign(chat, { title: title ?? this.#names(), avatar });
  }

  #change(changed) {
    const { id, message, media, deletedAt } = changed;
    const held = this.messages.get(id);
    const me = this.chat.participantId;
    const reactions = changed.reactions.map((one) => ({ ...one, mine: one.mine ?? one.participantIds.includes(me) }));
    const attachments = keepingVotes(changed.attachments, held?.attachments);
    if (held) this.#show({ ...changed, attachments, reactions, starred: held.starred });
    for (const shown of [...this.messages.values(), this.chat.lastMessage]) {
      if (shown?.reply?.id === id) Object.assign(shown.reply, { message, media, deletedAt });
    }
    this.chat.lastRev = Math.max(this.chat.lastRev, this.held[1]);
    this.#count();
  }

  #react({ messageId, participantId, emoji, count, rev }, added) {
    const held = this.messages.get(messageId);
    if (held) {
      const before = held.reactions.find((one) => one.emoji === emoji)?.participantIds ?? [];
      const others = before.filter((id) => id !== participantId);
      const participantIds = added ? [...others, participantId].sort() : others;
      const group = { emoji, count, mine: participantIds.includes(this.chat.participantId), participantIds };
      const rest = held.reactions.filter((one) => one.emoji !== emoji);
      const reactions = count > 0 ? [...rest, group].sort((a, b) => (a.emoji < b.emoji ? -1 : 1)) : rest;
      this.#show({ ...held, rev, reactions });
    }
    this.chat.lastRev = Math.max(this.chat.lastRev, this.held[1]);
    this.#count();
  }

  #hide({ messageId, deletedAt }) {
    this.#hidden.set(messageId, deletedAt);
    const held = this.messages.get(messageId);
    if (held) this.#show(held);
    this.#count();
  }

  /** In its place, and in the list; as a tombstone where its person does not want to see it. */
  #show(message) {
    const deletedAt = message.deletedAt ?? this.#hidden.get(message.id) ?? null;
    const shown = deletedAt === null ? message : { ...message, ...NOTHING, deletedAt };
    this.messages.set(message.id, shown);
    if (this.chat.lastMessage?.id === message.id) this.chat.lastMessage = { ...shown };
  }

  #mark(participantId, read, delivered) {
    for (const one of this.chat.participants.filter(({ id }) => id === participantId)) {
      one.lastReadSeq = Math.max(one.lastReadSeq, read);
      one.lastDeliveredSeq = Math.max(one.lastDeliveredSeq, delivered);
    }
    this.#count();
  }

  #vote({ messageId, options }) {
    const held = this.messages.get(messageId);
    if (held) this.#show({ ...held, attachments: choosing(held.attachments, ({ id }) => options.includes(id)) });
  }

  /** What follows from the rest. */
  #count() {
    const { chat } = this;
    const mark = chat.participants[0].lastReadSeq;
    const above = [...this.messages.values()].filter(({ seq, deletedAt }) => seq > mark && deletedAt === null);
    chat.unreadCount = above.filter(({ kind }) => kind !== 'system').length;
    chat.mentionCount = above.filter((one) => one.mentionsAll || one.mentions.includes(chat.participantId)).length;
    chat.readByAllSeq = Math.min(...chat.participants.map(({ lastReadSeq }) => lastReadSeq));
    chat.deliveredToAllSeq = Math.min(...chat.participants.map(({ lastDeliveredSeq }) => lastDeliveredSeq));
  }

  #star(id, starred) {
    for (const message of [this.messages.get(id), this.chat.lastMessage]) {
      if (message?.id === id) message.starred = starred;
    }
  }

  #names() {
    const others = this.chat.participants.slice(1, this.chat.type === 'direct' ? 2 : 4);
    return others.map(({ user }) => user.name).join(', ');
  }
}
