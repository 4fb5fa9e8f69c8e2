import type { IncomingMessage } from 'node:http';

import proxyAddr from '@fastify/proxy-addr';
import { Injectable } from '@nestjs/common';

import { storedEmail } from '../contract/rules/text-rules.js';
import { Config } from '../platform/config/config.js';
import { AppError } from '../platform/errors/app-error.js';
import type { ClientInfo } from '../platform/http/caller.js';
import { networkOf } from '../platform/http/network.js';
import { type Allowance, Budgets } from '../platform/rates/budgets.js';
import { KnownNetworks } from './known-networks.js';
import type { PasswordCheck } from './passwords.js';
import { Tokens } from './sessions/tokens.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Wrong passwords for one account from one network. */
const FROM_ONE_NETWORK: Allowance = { burst: 10, every: MINUTE };
/** Wrong passwords for one account from all networks together that are not known for it. */
const FROM_ANYWHERE: Allowance = { burst: 20, every: 5 * MINUTE };
/** Wrong passwords for one account from a device that was signed in to it before. */
const FROM_ONE_DEVICE: Allowance = { burst: 10, every: MINUTE };
/** Wrong passwords for all accounts together from one network. A whole school may share it, and everybody there may mistype once. */
const OF_ALL_ACCOUNTS: Allowance = { burst: 400, every: 1.5 * SECOND };

type Budget = [key: string, allowance: Allowance];
type GiveBack = () => Promise<void>;

/** One attempt to sign in. `userId` is null when the account does not exist. */
export interface SignInAttempt {
  email: string;
  userId: string | null;
  client: ClientInfo;
}

/**
 * Limits wrong passwords and registrations. Only wrong passwords count. Strangers cannot lock a user out: a device that sends a token
 * it once got for this account, and a network from which the user has signed in during the last 90 days, have budgets of their own.
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
   * Checks a password if the limits allow one more attempt.
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
    return found;
  }

  /** @throws AppError rate.limited, auth.registration_closed */
  async register({ network }: ClientInfo): Promise<void> {
    const { REGISTRATIONS_PER_HOUR: most } = this.config;
    if (most === 0) throw new AppError('auth.registration_closed');
    await this.takeAll([[`registrations from ${network}`, { burst: most, every: HOUR / most }]]);
  }

  /** Makes the network a known one of this account, after a complete sign-in: wrong passwords from other networks do not lock it out any more. */
  async rememberNetwork(userId: string, { network }: ClientInfo): Promise<void> {
    await this.networks.remember(userId, network);
  }

  private async budgetsOf({ email, userId, client }: SignInAttempt): Promise<Budget[]> {
    const account = storedEmail(email);
    const { network, token } = client;
    // The database is always asked, so that an account that does not exist takes the same time.
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

  /** Takes one from each budget, or from none. The narrowest budget comes first: when it refuses, the others lose nothing. */
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

/** The limit of one network, as high as that of one public call. A whole school may share it, and all its sessions may expire at once. */
const ALLOWED: Allowance = { burst: 600, every: 100 };

/** Limits calls and sockets without a valid token, by network. Callers with a valid token are not affected. */
@Injectable()
export class BadTokens {
  private readonly trusted: (address: string, hop: number) => boolean;

  constructor(
    { TRUST_PROXY = [] }: Config,
    private readonly budgets: Budgets,
  ) {
    this.trusted = TRUST_PROXY.length > 0 ? proxyAddr.compile(TRUST_PROXY) : () => false;
  }

  /**
   * Counts a refused request when the refusal was about its token.
   * @throws AppError rate.limited when its network has sent too many of these
   */
  async count(request: IncomingMessage, refusal: unknown): Promise<void> {
    if (!(refusal instanceof AppError) || refusal.status !== 401) return;
    const network = networkOf(proxyAddr(request, this.trusted));
    const wait = await this.budgets.take(`bad tokens from ${network}`, ALLOWED);
    if (wait === 0) return;
    throw new AppError('rate.limited', { retryAfter: Math.ceil(wait / 1_000), params: { limit: ALLOWED.burst } });
  }
}
