import { setTimeout as pause } from 'node:timers/promises';

import { uuidv7 } from 'uuidv7';

import { NoAnswer } from './person.mjs';

const RETRY_AFTER_MS = 100;

/** Many people who send into a few chats at a steady rate, over REST. */
export class Writers {
  /** When each message was acknowledged, by its id, on the clock of `performance.now()`. */
  acknowledged = new Map();
  /** Ids of the messages that were answered with an error, by code. */
  refused = new Map();
  /** The number of messages that were tried once and never answered. */
  unknown = 0;
  written = 0;

  /**
   * @param chats a chat with a `sendUrl` is written to only through that node
   * @param everyMs time from one message to the next, for all writers together
   * @param retry whether a send is repeated until it is acknowledged
   */
  constructor({ people, chats, chance, everyMs, retry = true }) {
    Object.assign(this, { people, chats, chance, everyMs, retry });
  }

  /** Resolves when this many messages were sent, each acknowledged or refused. */
  async write(count) {
    const begun = Date.now();
    let taken = 0;
    const writer = async (person) => {
      while (taken < count) {
        const place = (taken += 1);
        await pause(Math.max(0, begun + place * this.everyMs - Date.now()));
        await this.#send(person, this.chance.oneOf(this.chats));
      }
    };
    await Promise.all(this.people.map(writer));
  }

  async #send(person, chat) {
    const id = uuidv7();
    for (let tries = 1; ; tries += 1) {
      const answer = await this.#try(person, chat, { id, message: `message ${id}` });
      if (answer?.status === 'success') this.acknowledged.set(id, performance.now());
      else if (!this.retry && !answer) this.unknown += 1;
      else if (!this.retry) this.refused.set(id, answer.code);
      else if (!answer || answer.code === 'overloaded') {
        await pause(RETRY_AFTER_MS);
        continue;
      } else throw new Error(`a send was answered with ${answer.code}`);
      this.written += 1;
      return;
    }
  }

  async #try(person, chat, message) {
    try {
      return await person.call('POST', `chats/${chat.id}/messages`, message, chat.sendUrl);
    } catch (error) {
      if (error instanceof NoAnswer) return undefined;
      throw error;
    }
  }
}
