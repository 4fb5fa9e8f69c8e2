const KINDS = [
  'acknowledged and lost',
  'doubled',
  'gaps in `seq`',
  'stored although never sent, or refused',
  'renumbered',
  'reactions lost or doubled',
];

/** Every send that was tried, and its result as far as the sender knows. */
export class Ledger {
  #sends = new Map();
  #acknowledged = [];
  /** Answers that no crash excuses: an `internal` error, or two different answers to one send. */
  oddities = [];

  /** @param sendIn seconds; null: at once */
  begin({ id, chatId, body, userId, sendIn = null }) {
    const send = { id, chatId, body, userId, sendIn, outcome: 'unknown', seq: null, tries: 0 };
    Object.assign(send, { texts: new Set([body]), everSaid: new Set([body]), reacted: undefined });
    this.#sends.set(id, send);
    return send;
  }

  /** @param answer without a `seq` if the message is scheduled */
  ok(send, { id, seq = null, message }) {
    if (id !== send.id || !send.everSaid.has(message))
      this.oddities.push(`${send.id} was answered with another message`);
    if (send.outcome === 'failed') this.oddities.push(`${send.id} was refused, then accepted`);
    if (send.seq !== null && seq !== null && send.seq !== seq)
      this.oddities.push(`${send.id} was renumbered, ${send.seq} to ${seq}`);
    if (seq !== null && send.seq === null) this.#acknowledged.push(send);
    Object.assign(send, { outcome: 'ok', seq: seq ?? send.seq });
  }

  /** @returns an acknowledged and stored send, if there is one */
  oneAcknowledged(chance) {
    return this.#acknowledged.length > 0 ? chance.oneOf(this.#acknowledged) : undefined;
  }

  /** An edit was sent. */
  mayRead(send, text) {
    send.texts.add(text);
    send.everSaid.add(text);
  }

  /** The edit was acknowledged: from now on only this text is right. */
  reads(send, text) {
    send.texts = new Set([text]);
  }

  failed(send, code, expected) {
    if (code !== expected) this.oddities.push(`${send.id} was answered with ${code}`);
    if (send.outcome === 'ok') this.oddities.push(`${send.id} was accepted, then refused with ${code}`);
    send.outcome = 'failed';
  }

  /** The number of sends by result, for the report. */
  get figures() {
    const count = (fits) => [...this.#sends.values()].filter(fits).length;
    return {
      'sends acknowledged': count(({ outcome }) => outcome === 'ok'),
      'of these tried more than once': count(({ outcome, tries }) => outcome === 'ok' && tries > 1),
      'of these scheduled': count(({ outcome, sendIn }) => outcome === 'ok' && sendIn !== null),
      'messages edited or reacted to': count(({ everSaid, reacted }) => everSaid.size > 1 || reacted !== undefined),
      'sends refused correctly': count(({ outcome }) => outcome === 'failed'),
      'sends with an unknown result': count(({ outcome }) => outcome === 'unknown'),
    };
  }

  /**
   * Compares the stored messages with the acknowledged ones.
   * @param chats for each chat id its messages, oldest first
   */
  compare(chats) {
    const stored = new Map();
    const found = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
    for (const [chatId, messages] of chats) {
      const bodies = new Set();
      for (const [index, { id, seq, message, ...more }] of messages.entries()) {
        const send = this.#sends.get(id);
        if (send?.chatId !== chatId || !send.texts.has(message) || send.outcome === 'failed')
          found['stored although never sent, or refused'] += 1;
        if (stored.has(id) || bodies.has(message)) found.doubled += 1;
        if (send?.reacted !== undefined && reactionsOfSender(more) !== Number(send.reacted))
          found['reactions lost or doubled'] += 1;
        if (seq !== index + 1) found['gaps in `seq`'] += 1;
        stored.set(id, seq);
        bodies.add(message);
      }
    }
    for (const { id, outcome, seq } of this.#sends.values()) {
      if (outcome !== 'ok') continue;
      if (!stored.has(id)) found['acknowledged and lost'] += 1;
      else if (seq !== null && stored.get(id) !== seq) found.renumbered += 1;
    }
    return found;
  }
}

const reactionsOfSender = ({ reactions, participantId }) =>
  reactions.flatMap(({ participantIds }) => participantIds).filter((id) => id === participantId).length;
