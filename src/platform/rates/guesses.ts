import { Injectable } from '@nestjs/common';

import { Config } from '../config/config.js';
import { AppError } from '../errors/app-error.js';
import { networkOf } from '../http/network.js';
import { type Allowance, Budgets } from './budgets.js';

/** Milliseconds after which a used-up allowance is whole again. */
const RECOVERY = 10 * 60 * 1_000;

/** Limits wrong guesses of secrets that belong to no account, by network. Right ones do not count. */
@Injectable()
export class Guesses {
  private readonly allowance: Allowance;

  constructor(
    { GUESSES_PER_ADDRESS }: Config,
    private readonly budgets: Budgets,
  ) {
    this.allowance = { burst: GUESSES_PER_ADDRESS, every: RECOVERY / GUESSES_PER_ADDRESS };
  }

  /**
   * Checks a secret, unless its network has made too many wrong guesses of this kind. Then a right one is refused as well: otherwise the answer
   * would tell which one is right.
   * @param kind of the secret; each kind has its own allowance
   * @param address IP address of the client, or its network
   * @throws AppError rate.limited; whatever `isRight` throws
   */
  async check(kind: string, address: string, isRight: () => boolean | Promise<boolean>): Promise<boolean> {
    const key = `guesses of ${kind} from ${networkOf(address)}`;
    const wait = await this.budgets.take(key, this.allowance);
    if (wait > 0) {
      const limit = this.allowance.burst;
      throw new AppError('rate.limited', { retryAfter: Math.ceil(wait / 1_000), params: { limit } });
    }
    let found: boolean | undefined;
    try {
      found = await isRight();
    } finally {
      if (found !== false) await this.budgets.giveBack(key);
    }
    return found;
  }
}
