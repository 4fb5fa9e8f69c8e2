/** What is left of a message that its person does not want to see. */
const NOTHING = {
  message: '',
  media: [],
  attachments: [],
  reply: null,
  system: null,
  mentions: [],
  mentionsAll: false,
  forwarded: null,
  reactions: [],
  altered: null,
  pinnedAt: null,
};

/** Where it is not told which options of a poll are theirs, those are as they were held. */
export function keepingVotes(pushed, held = []) {
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

/** The messages of one chat as a client holds them: what its person does not want to see is a tombstone. */
export class ReplicaMessages {
  #held = new Map();
  /** When its person deleted single messages for themselves, by message id. */
  #hidden = new Map();
  #cleared = { hiddenSeq: 0, hiddenAt: null };

  get(id) {
    return this.#held.get(id);
  }

  get size() {
    return this.#held.size;
  }

  values() {
    return [...this.#held.values()];
  }

  put(message) {
    const { reply } = message;
    const gone = message.deletedAt === null ? this.#hiddenAt(message) : null;
    const replyGone = reply?.deletedAt === null ? this.#hiddenAt(reply) : null;
    const shown = gone === null ? { ...message } : { ...message, ...NOTHING, deletedAt: gone };
    if (shown.reply && replyGone !== null) shown.reply = { ...reply, message: '', media: [], deletedAt: replyGone };
    this.#held.set(message.id, shown);
  }

  /** What changed shows in the replies to it, too. */
  change(changed, me) {
    const { id, message, media, deletedAt } = changed;
    const before = this.#held.get(id);
    const reactions = changed.reactions.map((one) => ({ ...one, mine: one.mine ?? one.participantIds.includes(me) }));
    const attachments = keepingVotes(changed.attachments, before?.attachments);
    if (before) this.put({ ...changed, attachments, reactions, starred: before.starred });
    for (const one of this.values()) {
      if (one.reply?.id === id) this.put({ ...one, reply: { ...one.reply, message, media, deletedAt } });
    }
  }

  vote({ messageId, options }) {
    const voted = this.#held.get(messageId);
    if (voted) voted.attachments = choosing(voted.attachments, ({ id }) => options.includes(id));
  }

  /** What their reader chose in polls, in those and in no others. */
  voteIn(all) {
    const chosen = new Map(all.map(({ messageId, options }) => [messageId, options]));
    for (const { id } of this.values()) this.vote({ messageId: id, options: chosen.get(id) ?? [] });
  }

  star(isStarred) {
    for (const message of this.values()) message.starred = isStarred(message);
  }

  hide({ messageId, deletedAt }) {
    this.#learn(() => this.#hidden.set(messageId, deletedAt));
  }

  /** What was deleted for everybody keeps the time of that; all else up to there is gone since this. */
  clear({ hiddenSeq, hiddenAt }) {
    if (hiddenSeq === this.#cleared.hiddenSeq && hiddenAt === this.#cleared.hiddenAt) return;
    this.#learn(() => {
      for (const { id, seq } of this.values()) if (seq <= hiddenSeq) this.#hidden.delete(id);
      this.#cleared = { hiddenSeq, hiddenAt };
    });
    this.star(({ seq, starred }) => starred && seq > hiddenSeq);
  }

  rename(user) {
    for (const message of this.values()) {
      if (message.sender.id === user.id) message.sender = user;
      if (message.reply?.sender.id === user.id) message.reply.sender = user;
    }
  }

  /** What was hidden by what was known before is hidden by what is known after. */
  #learn(more) {
    const bare = (one) => (one.deletedAt === this.#hiddenAt(one) ? { ...one, deletedAt: null } : one);
    const all = this.values().map((one) => ({ ...bare(one), reply: one.reply && bare(one.reply) }));
    more();
    for (const message of all) this.put(message);
  }

  #hiddenAt({ id, seq }) {
    return this.#hidden.get(id) ?? (seq <= this.#cleared.hiddenSeq ? this.#cleared.hiddenAt : null);
  }
}
