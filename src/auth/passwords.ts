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

/** `outdated`: the password is right, but its hash has weaker parameters, or was made from another Unicode form. */
export type PasswordCheck = 'right' | 'outdated' | 'wrong';

/** Hashes and checks passwords, a few at a time. Further calls wait; beyond 64 waiting ones, `overloaded` is thrown. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly decoy = hash('nobody has this password', OPTIONS);

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
      if (this.waiting.length >= MAX_WAITING) throw new AppError('overloaded');
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

/** Tries each Unicode form of the password. Most passwords have only one, so a wrong password usually costs one check. */
async function matchingForm(password: string, passwordHash: string): Promise<string | undefined> {
  for (const form of passwordForms(password)) if (await verify(passwordHash, form)) return form;
  return undefined;
}
