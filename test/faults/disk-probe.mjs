import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { uuidv7 } from 'uuidv7';

import { chatOf, messagesOf } from './people.mjs';
import { NoAnswer } from './person.mjs';

const EVERY_MS = 100;
/** In base64, a long message that compression does not make shorter. */
const LONG_BYTES = 2_900;
const UPLOAD_BYTES = 300_000;

/** Writes and reads in a chat of its own while a disk is full, and counts violations. */
export class DiskProbe {
  /** The number of answers `storage.full`. */
  refused = 0;
  notes = [];
  #unread = 0;
  #faults = 0;
  #behind = 0;
  #acknowledged = new Set();

  static async open(site, [writer, other]) {
    return new DiskProbe(site, writer, await chatOf([writer, other], 'long messages'));
  }

  constructor(site, writer, chat) {
    Object.assign(this, { site, writer, chat });
  }

  async whileFull(ms) {
    for (const end = Date.now() + ms; Date.now() < end; await pause(EVERY_MS)) {
      await this.#write();
      await this.#read();
      for (const url of this.site.urls) await fetch(`${url}/health/ready`).catch(() => undefined);
    }
  }

  /** Waits until every node stores everything again. @returns milliseconds */
  async untilWell() {
    const since = performance.now();
    await this.site.untilReady();
    while (!(await this.#write())) await pause(EVERY_MS);
    this.#behind += await leftBehind(this.site);
    return performance.now() - since;
  }

  async violations() {
    const stored = new Set((await messagesOf(this.writer, this.chat.id)).map(({ id }) => id));
    return {
      'no answer `storage.full`': this.refused === 0 ? 1 : 0,
      'reads refused': this.#unread,
      'long messages acknowledged and lost': [...this.#acknowledged].filter((id) => !stored.has(id)).length,
      'long messages answered with `internal`': this.#faults,
      'files left behind': this.#behind,
    };
  }

  /** Writes over REST, sockets and uploads. @returns whether everything was stored */
  async #write() {
    const { writer, chat } = this;
    const long = () => ({ message: randomBytes(LONG_BYTES).toString('base64'), id: uuidv7() });
    const [overRest, overSocket] = [long(), long()];
    const answers = await Promise.all([
      answerOf(() => writer.call('POST', `chats/${chat.id}/messages`, overRest)),
      answerOf(() => writer.overSocket('message.send', { ...overSocket, chatId: chat.id })),
      answerOf(() => writer.uploads(randomBytes(UPLOAD_BYTES))),
    ]);
    for (const [place, { id }] of [overRest, overSocket].entries()) {
      if (answers[place].status === 'success') this.#acknowledged.add(id);
    }
    for (const { code } of answers) {
      if (code === 'storage.full') this.refused += 1;
      if (code === 'internal') this.#faults += 1;
    }
    return answers.every(({ status }) => status === 'success');
  }

  async #read() {
    const { writer, chat } = this;
    for (const path of ['chats', `chats/${chat.id}/messages`]) {
      const { status, code } = await answerOf(() => writer.call('GET', path));
      if (status === 'success') continue;
      this.#unread += 1;
      this.notes.push(`reading ${path} was answered with ${code}`);
    }
  }
}

async function answerOf(ask) {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NoAnswer) return { status: 'none', code: 'no answer' };
    throw error;
  }
}

/** Temporary files of uploads and of disk checks. They must be gone, because nothing is under way. */
async function leftBehind({ dataDir }) {
  return (await readdir(join(dataDir, 'media', 'incoming'))).length;
}
