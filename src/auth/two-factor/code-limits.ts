import { Injectable } from '@nestjs/common';

import { AppError } from '../../platform/errors/app-error.js';
import type { ClientInfo } from '../../platform/http/caller.js';
import { type Allowance, Budgets } from '../../platform/rates/budgets.js';
import { KnownNetworks } from '../known-networks.js';
import { Tokens } from '../sessions/tokens.js';

/** Wrong codes for one account. Of a million codes three are right, so guessing for a year succeeds once in ten times. */
const WRONG_CODES: Allowance = { burst: 10, every: 15 * 60 * 1000 };

/**
 * Limits wrong codes of authenticator apps. Only somebody who has the right password, or has signed in at the provider, can try one. A device that was signed in before and a
 * network from which the account was signed in to have an allowance of their own, so that others cannot lock the owner out.
 */
@Injectable()
export class CodeLimits {
  constructor(
    private readonly budgets: Budgets,
    private readonly tokens: Tokens,
    private readonly networks: KnownNetworks,
  ) {}

  /** Checks a code if one more may be tried. @throws AppError rate.limited; whatever `check` throws */
  async guess(userId: string, client: ClientInfo, check: () => Promise<boolean>): Promise<boolean> {
    const key = `codes of ${userId} from ${await this.originOf(userId, client)}`;
    const wait = await this.budgets.take(key, WRONG_CODES);
    if (wait > 0) {
      throw new AppError('rate.limited', { retryAfter: Math.ceil(wait / 1000), params: { limit: WRONG_CODES.burst } });
    }
    let isRight: boolean | undefined;
    try {
      isRight = await check();
    } finally {
      if (isRight !== false) await this.budgets.giveBack(key);
    }
    return isRight;
  }

  private async originOf(userId: string, { token, network }: ClientInfo): Promise<string> {
    const device = token === null ? null : this.tokens.readFormer(token);
    if (device?.sub === userId) return `device ${device.sid}`;
    return (await this.networks.has(userId, network)) ? `${network}, known` : 'elsewhere';
  }
}
