import { Injectable } from '@nestjs/common';

import { storedEmail } from '../contract/rules/credentials.js';
import { Config } from '../platform/config/config.js';
import { AppError } from '../platform/errors/app-error.js';
import type { ClientInfo } from '../platform/http/client-info.js';
import { type Allowance, Budgets } from '../platform/rates/budgets.js';
import { KnownNetworks } from './known-networks.js';
import type { PasswordCheck } from './passwords.js';
import { Tokens } from './sessions/tokens.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Wrong guesses of one account from one network. */
const FROM_ONE_NETWORK: Allowance = { burst: 10, every: MINUTE };
/** Of one account, from all networks that it has not been signed in from lately. */
const FROM_ANYWHERE: Allowance = { burst: 20, every: 5 * MINUTE };
/** Of one account, from a device that was signed in to it before. */
const FROM_ONE_DEVICE: Allowance = { burst: 10, every: MINUTE };
/** Of all accounts together, from one network: a school may be behind it, and everybody there may mistype once. */
const OF_ALL_ACCOUNTS: Allowance = { burst: 400, every: 1.5 * SECOND };

type Budget = [key: string, allowance: Allowance];
type GiveBack = () => Promise<void>;

/** Who tries to sign in to what. `userId` is null where there is no such account. */
export interface SignInAttempt {
  email: string;
  userId: string | null;
  client: ClientInfo;
}

/**
 * How often a password may be guessed and an account be made. Only wrong guesses count. Those of strangers never keep out
 * who has been here before: a device that shows a token it once got for this account, or a network from which somebody has
 * signed in to it lately, has a budget of its own.
 */
@Injectable()
export class SignInLimits {
  constructor(
    private readonly config: Config,
    private readonly budgets: Budgets,
    private readonly tokens: Tokens,
    private readonly networks: KnownNetworks,
  ) {}

  /**
   * Checks a password if one more guess is allowed. After a right one the network is a known one.
   * @throws AppError rate.limited; whatever `check` throws
   */
  async guess(attempt: SignInAttempt, check: () => Promise<PasswordCheck>): Promise<PasswordCheck> {
    const giveBack = await this.takeAll(await this.budgetsOf(attempt));
    let found: PasswordCheck | undefined;
    try {
      found = await check();
    } finally {
      if (found !== 'wrong') await giveBack();
    }
    if (found !== 'wrong' && attempt.userId !== null) await this.knowFrom(attempt.userId, attempt.client);
    return found;
  }

  /** @throws AppError rate.limited, auth.registration_closed */
  async register({ network }: ClientInfo): Promise<void> {
    const { REGISTRATIONS_PER_HOUR: most } = this.config;
    if (most === 0) throw new AppError('auth.registration_closed');
    await this.takeAll([[`registrations from ${network}`, { burst: most, every: HOUR / most }]]);
  }

  /** From here on wrong guesses from elsewhere do not keep this network out of this account. */
  async knowFrom(userId: string, { network }: ClientInfo): Promise<void> {
    await this.networks.remember(userId, network);
  }

  private async budgetsOf({ email, userId, client }: SignInAttempt): Promise<Budget[]> {
    const account = storedEmail(email);
    const { network, token } = client;
    // Asked in any case, so that an account that does not exist costs the same time.
    const isKnownNetwork = await this.networks.has(userId, network);
    const device = token === null ? null : this.tokens.readFormer(token);
    if (device?.sub === userId) return [[`guesses from device ${device.sid}`, FROM_ONE_DEVICE]];
    if (isKnownNetwork) {
      return [
        [`guesses of ${account} from ${network}, known`, FROM_ONE_NETWORK],
        [`guesses from ${network}, known`, OF_ALL_ACCOUNTS],
      ];
    }
    return [
      [`guesses of ${account} from ${network}`, FROM_ONE_NETWORK],
      [`guesses of ${account}`, FROM_ANYWHERE],
      [`guesses from ${network}`, OF_ALL_ACCOUNTS],
    ];
  }

  /** One from each, or from none: in this order, so that what the narrowest refuses costs the others nothing. */
  private async takeAll(wanted: Budget[]): Promise<GiveBack> {
    const taken: string[] = [];
    const giveBack = async (): Promise<void> => {
      await Promise.all(taken.map((key) => this.budgets.giveBack(key)));
    };
    for (const [key, allowance] of wanted) {
      const wait = await this.budgets.take(key, allowance);
      if (wait === 0) taken.push(key);
      else {
        await giveBack();
        throw new AppError('rate.limited', {
          retryAfter: Math.ceil(wait / SECOND),
          params: { limit: allowance.burst },
        });
      }
    }
    return giveBack;
  }
}
