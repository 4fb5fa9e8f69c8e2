import { setTimeout as pause } from 'node:timers/promises';

import { uuidv7 } from 'uuidv7';

import { Changes } from './changes.mjs';
import { untilAnswered } from './until-answered.mjs';
import { untilNoneWaits } from './waiting.mjs';

/** With this many sends without an answer, nobody sends anything new. */
const UNANSWERED_MAX = 300;

/**
 * Several people send into several chats, half over REST and half over sockets. Each send is repeated with the same id until it is
 * answered. A few give up after the first try, a few are sent twice at once, a few are not permitted, and some are scheduled a second
 * or two ahead. In between, people read, and change acknowledged messages.
 */
export class Load {
  #running = false;
  #underWay = new Set();
  #number = 0;
  #ticking;
  /** Acknowledged read marks, by `user chat`. */
  marks = new Map();

  /** @param everyMs time from one send to the next */
  constructor({ chats, stranger, ledger, chance, everyMs }) {
    Object.assign(this, { chats, stranger, ledger, chance, everyMs });
    const people = new Map(chats.flatMap((chat) => chat.people.map((person) => [person.id, person])));
    this.changes = new Changes({ people, ledger, chance });
  }

  start() {
    this.#running = true;
    this.#ticking = this.#tick();
  }

  /** Ends the sends. Resolves when each open one has its answer or was given up, and all scheduled ones are sent. */
  async stop() {
    this.#running = false;
    await this.#ticking;
    await Promise.all(this.#underWay);
    for (const chat of this.chats) {
      for (const person of chat.people) this.ledger.oddities.push(...(await untilNoneWaits(person, chat)));
    }
  }

  async #tick() {
    let next = Date.now();
    while (this.#running) {
      if (this.#underWay.size < UNANSWERED_MAX) this.#begin();
      next = Math.max(next + this.everyMs, Date.now() - 50);
      await pause(Math.max(0, next - Date.now()));
    }
  }

  #begin() {
    const task = this.#action();
    this.#underWay.add(task);
    void task.finally(() => this.#underWay.delete(task));
  }

  #action() {
    if (this.chance.happens(0.05)) return this.#read();
    return this.chance.happens(0.1) ? this.changes.changeOne() : this.#sendOne();
  }

  async #sendOne() {
    const chat = this.chance.oneOf(this.chats);
    const allowed = !this.chance.happens(0.02);
    const person = allowed ? this.chance.oneOf(chat.people) : this.stranger;
    const send = this.ledger.begin({
      id: uuidv7(),
      chatId: chat.id,
      body: `message ${++this.#number}`,
      userId: person.id,
      sendIn: this.chance.happens(0.1) ? this.chance.oneOf([1, 2]) : null,
    });
    const patience = this.chance.happens(0.1) ? 1 : Number.POSITIVE_INFINITY;
    const copies = this.chance.happens(0.05) ? 2 : 1;
    const attempts = Array.from({ length: copies }, () => send.sendIn === null && this.chance.happens(0.5));
    await Promise.all(
      attempts.map((overSocket) => this.#untilAnswered(person, send, { overSocket, patience, allowed })),
    );
  }

  async #untilAnswered(person, send, { overSocket, patience, allowed }) {
    const answer = await untilAnswered(() => this.#try(person, send, overSocket), patience);
    if (answer?.status === 'success') this.ledger.ok(send, answer.data);
    else if (answer) this.ledger.failed(send, answer.code, allowed ? null : 'chat.not_found');
  }

  #try(person, send, overSocket) {
    const { id, chatId, body: message, sendIn } = send;
    send.tries += 1;
    if (sendIn !== null) return person.call('POST', `chats/${chatId}/scheduled-messages`, { message, id, sendIn });
    return overSocket
      ? person.overSocket('message.send', { chatId, message, id })
      : person.call('POST', `chats/${chatId}/messages`, { message, id });
  }

  /** Marks the newest acknowledged message of the chat as read, without a retry. */
  async #read() {
    const chat = this.chance.oneOf(this.chats);
    const person = this.chance.oneOf(chat.people);
    const answer = await person.call('POST', `chats/${chat.id}/read`, { seq: 2_000_000_000 }).catch(() => undefined);
    if (answer?.status !== 'success') return;
    const key = `${person.id} ${chat.id}`;
    this.marks.set(key, Math.max(this.marks.get(key) ?? 0, answer.data.lastReadSeq));
  }
}
