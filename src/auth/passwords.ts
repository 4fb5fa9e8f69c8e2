import { availableParallelism } from 'node:os';

import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

import { passwordForms, storedPassword } from '../contract/rules/text-rules.js';
import { AppError } from '../platform/errors/app-error.js';

/** OWASP's parameters for argon2id: 19 MiB of memory, two passes. A hash takes about 12 ms of one core. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CURRENT = '$argon2id$v=19$m=19456,t=2,p=1$';
/** Hashes computed at once, and calls that may wait for one: a flood of logins must not starve other calls. */
const AT_ONCE = Math.min(availableParallelism(), 4);
const MAX_WAITING = 64;
/** Milliseconds after which a waiting call is refused. A call has five seconds in all, and a hash for a client that was refused helps nobody. */
const MAX_WAIT_MS = 2_000;

/** `outdated`: the password is right, but its hash has weaker parameters, or was made from another Unicode form. */
export type PasswordCheck = 'right' | 'outdated' | 'wrong';

interface Waiting {
  enter: () => void;
  refuse: (error: AppError) => void;
  since: number;
}

/** Hashes and checks passwords, a few at a time. Further calls wait, up to 64 and two seconds. All others get `overloaded`. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: Waiting[] = [];
  private readonly decoy = hash('nobody has this password', OPTIONS);

  /** Refuses a call that would be refused later, before it costs time. @throws AppError overloaded */
  mustHaveRoom(): void {
    if (this.waiting.length >= MAX_WAITING) throw tooBusy();
  }

  /** @throws AppError overloaded */
  async hash(password: string): Promise<string> {
    return this.inTurn(() => hash(storedPassword(password), OPTIONS));
  }

  /** Takes the same time without a hash, so that the answer time does not reveal which accounts exist. @throws AppError overloaded */
  async check(password: string, passwordHash: string | null | undefined): Promise<PasswordCheck> {
    const against = passwordHash ?? (await this.decoy);
    const form = await this.inTurn(() => matchingForm(password, against));
    if (form === undefined || passwordHash === undefined || passwordHash === null) return 'wrong';
    return form === storedPassword(password) && passwordHash.startsWith(CURRENT) ? 'right' : 'outdated';
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      this.mustHaveRoom();
      await new Promise<void>((enter, refuse) => this.waiting.push({ enter, refuse, since: performance.now() }));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      this.admitNext();
    }
  }

  private admitNext(): void {
    const oldest = performance.now() - MAX_WAIT_MS;
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      if (next.since >= oldest) return next.enter();
      next.refuse(tooBusy());
    }
    this.running -= 1;
  }
}

/** The seconds after which refused clients try again differ, so that a thousand people who sign in at once do not all return at once. */
const tooBusy = (): AppError => new AppError('overloaded', { retryAfter: 1 + Math.floor(Math.random() * 4) });

/** Tries each Unicode form of the password. Most passwords have only one, so a wrong password usually costs one check. */
async function matchingForm(password: string, passwordHash: string): Promise<string | undefined> {
  for (const form of passwordForms(password)) if (await verify(passwordHash, form)) return form;
  return undefined;
}
