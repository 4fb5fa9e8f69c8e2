import { availableParallelism } from 'node:os';

import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

import { passwordForms, storedPassword } from '../contract/rules/credentials.js';
import { AppError } from '../platform/errors/app-error.js';

/** OWASP's parameters for argon2id: 19 MiB, two passes; about 12 ms of one core. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CURRENT = '$argon2id$v=19$m=19456,t=2,p=1$';
/** Hashing at most on so many cores, and so many waiting: a flood of logins must not starve the rest. */
const AT_ONCE = Math.min(availableParallelism(), 4);
const MAX_WAITING = 64;

/** `outdated` is right, but its hash was made with weaker parameters, or of a form that is not hashed any more. */
export type PasswordCheck = 'right' | 'outdated' | 'wrong';

/** Hashes and checks passwords, a few at a time. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly decoy = hash('nobody has this password', OPTIONS);

  async hash(password: string): Promise<string> {
    return this.inTurn(() => hash(storedPassword(password), OPTIONS));
  }

  /** Costs the same time when there is no hash, so that nobody learns which accounts exist. */
  async check(password: string, passwordHash: string | undefined): Promise<PasswordCheck> {
    const against = passwordHash ?? (await this.decoy);
    const form = await this.inTurn(() => matchingForm(password, against));
    if (form === undefined || passwordHash === undefined) return 'wrong';
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

/** A wrong password is tried in each of its forms: for most there is one, so that this costs no more than before. */
async function matchingForm(password: string, passwordHash: string): Promise<string | undefined> {
  for (const form of passwordForms(password)) if (await verify(passwordHash, form)) return form;
  return undefined;
}
