import { untilAnswered } from './until-answered.mjs';

const EMOJI = encodeURIComponent('👍');

/**
 * Changes acknowledged messages under load: their senders edit them and add and remove reactions. Each change is repeated until it is
 * answered, one at a time for each message, so that the final state of a message is known.
 */
export class Changes {
  #busy = new Set();
  #number = 0;

  /** @param people by user id */
  constructor({ people, ledger, chance }) {
    Object.assign(this, { people, ledger, chance });
  }

  async changeOne() {
    const send = this.ledger.oneAcknowledged(this.chance);
    if (!send || this.#busy.has(send)) return;
    this.#busy.add(send);
    await (this.chance.happens(0.5) ? this.#edit(send) : this.#react(send));
    this.#busy.delete(send);
  }

  async #edit(send) {
    const message = `edited ${++this.#number}`;
    this.ledger.mayRead(send, message);
    const answer = await this.#ask(send, 'PATCH', '', { message });
    if (answer.status === 'success') this.ledger.reads(send, message);
    else this.ledger.oddities.push(`an edit of ${send.id} was answered with ${answer.code}`);
  }

  async #react(send) {
    const wanted = send.reacted !== true;
    const answer = await this.#ask(send, wanted ? 'PUT' : 'DELETE', `/reactions/${EMOJI}`);
    if (answer.status === 'success') send.reacted = wanted;
    else this.ledger.oddities.push(`a reaction to ${send.id} was answered with ${answer.code}`);
  }

  #ask({ id, chatId, userId }, method, rest, body) {
    const person = this.people.get(userId);
    return untilAnswered(() => person.call(method, `chats/${chatId}/messages/${id}${rest}`, body));
  }
}
