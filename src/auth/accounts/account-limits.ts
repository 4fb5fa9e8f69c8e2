import { Injectable } from '@nestjs/common';

import { storedEmail } from '../../contract/rules/text-rules.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { ClientInfo } from '../../platform/http/caller.js';
import { type Allowance, Budgets } from '../../platform/rates/budgets.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Mails that strangers of one network may ask for. A whole school may share it. */
const ASKED_FOR: Allowance = { burst: 30, every: 30 * SECOND };
/** Mails that strangers may cause to one address. */
const TO_ONE_ADDRESS: Allowance = { burst: 5, every: 10 * MINUTE };
/** Mails that one user may cause, to whatever addresses. */
const BY_ONE_USER: Allowance = { burst: 5, every: 10 * MINUTE };
/** Links from one network that do not work. A token has 256 random bits, so this only keeps the noise down. */
const BAD_LINKS: Allowance = { burst: 30, every: 10 * SECOND };

/** Limits mails, so that nobody floods a mailbox through this server, and tries of links. */
@Injectable()
export class AccountLimits {
  constructor(private readonly budgets: Budgets) {}

  /** Counts a mail that somebody without an account asks for. @throws AppError rate.limited */
  async askForMail({ network }: ClientInfo): Promise<void> {
    await this.take(`mails asked for from ${network}`, ASKED_FOR);
  }

  /**
   * Counts a mail that somebody without an account causes.
   * @returns false when the address has got enough mails. The caller then sends none, and its answer stays the same: the mailbox has links that work.
   */
  async mayMailTo(email: string): Promise<boolean> {
    return (await this.budgets.take(`mails to ${storedEmail(email)}`, TO_ONE_ADDRESS)) === 0;
  }

  /** Counts a mail that a user causes. @throws AppError rate.limited */
  async mailBy(userId: string): Promise<void> {
    await this.take(`mails by ${userId}`, BY_ONE_USER);
  }

  /** Runs work with the token of a link. Only tokens that do not work count. @throws AppError rate.limited; whatever `work` throws */
  async link<T>({ network }: ClientInfo, work: () => Promise<T>): Promise<T> {
    const key = `bad links from ${network}`;
    await this.take(key, BAD_LINKS);
    let isBad = false;
    try {
      return await work();
    } catch (error) {
      isBad = error instanceof AppError && error.code === 'auth.link_invalid';
      throw error;
    } finally {
      if (!isBad) await this.budgets.giveBack(key);
    }
  }

  private async take(key: string, allowance: Allowance): Promise<void> {
    const wait = await this.budgets.take(key, allowance);
    if (wait === 0) return;
    throw new AppError('rate.limited', { retryAfter: Math.ceil(wait / SECOND), params: { limit: allowance.burst } });
  }
}
