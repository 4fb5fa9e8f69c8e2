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

/** Milliseconds after which a used-up allowance is whole again: of one network or device, and of all networks together. */
const RECOVERY = { one: 10 * MINUTE, all: 100 * MINUTE };

/** What the settings allow. */
function allowancesOf({ GUESSES_PER_ACCOUNT, GUESSES_PER_ADDRESS }: Config) {
  const within = (ms: number, burst: number): Allowance => ({ burst, every: ms / burst });
  return {
    /** Wrong passwords for one account from one network, or from a device that was signed in to it before. */
    fromOne: within(RECOVERY.one, Math.floor(GUESSES_PER_ACCOUNT / 2)),
    /** Wrong passwords for one account from all networks together that are not known for it. */
    fromAnywhere: within(RECOVERY.all, GUESSES_PER_ACCOUNT),
    /** Wrong passwords for all accounts together from one network. A whole school may share it, and everybody there may mistype once. */
    ofAllAccounts: within(RECOVERY.one, GUESSES_PER_ADDRESS),
  };
}

/** Right passwords for one account: hashing them costs the server as much as wrong ones. */
const RIGHT: Allowance = { burst: 60, every: SECOND };

type Budget = [key: string, allowance: Allowance];

/** One attempt to sign in. `userId` is null when the account does not exist. */
export interface SignInAttempt {
  email: string;
  userId: string | null;
  client: ClientInfo;
}

/**
 * Limits wrong passwords and registrations. Right passwords count only against a limit of their own account. Strangers cannot
 * lock a user out: a device that sends a token it once got for this account, and a network from which the user has signed in during the last
 * 90 days, have budgets of their own.
 */
@Injectable()
export class SignInLimits {
  private readonly allowed: ReturnType<typeof allowancesOf>;

  constructor(
    private readonly config: Config,
    private readonly budgets: Budgets,
    private readonly tokens: Tokens,
    private readonly networks: KnownNetworks,
  ) {
    this.allowed = allowancesOf(config);
  }

  /**
   * Checks a password if the limits allow one more attempt.
   * @throws AppError rate.limited; whatever `check` throws
   */
  async guess(attempt: SignInAttempt, check: () => Promise<PasswordCheck>): Promise<PasswordCheck> {
    const wrong = await this.budgetsOf(attempt);
    const right: Budget[] = [[`sign-ins of ${storedEmail(attempt.email)}`, RIGHT]];
    await this.takeAll([...wrong, ...right]);
    let found: PasswordCheck | undefined;
    try {
      found = await check();
    } finally {
      if (found !== 'wrong') await this.giveBack(wrong);
      if (found === undefined || found === 'wrong') await this.giveBack(right);
    }
    return found;
  }

  /** Counts a registration without an invite. @throws AppError rate.limited */
  async register({ network }: ClientInfo): Promise<void> {
    const { REGISTRATIONS_PER_HOUR: most } = this.config;
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
    if (device?.sub === userId) return [[`guesses from device ${device.sid}`, this.allowed.fromOne]];
    if (isKnownNetwork) {
      return [
        [`guesses of ${account} from ${network}, known`, this.allowed.fromOne],
        [`guesses from ${network}, known`, this.allowed.ofAllAccounts],
      ];
    }
    return [
      [`guesses of ${account} from ${network}`, this.allowed.fromOne],
      [`guesses of ${account}`, this.allowed.fromAnywhere],
      [`guesses from ${network}`, this.allowed.ofAllAccounts],
    ];
  }

  /** Takes one from each budget, or from none. The narrowest budget comes first: when it refuses, the others lose nothing. */
  private async takeAll(wanted: Budget[]): Promise<void> {
    for (const [place, [key, allowance]] of wanted.entries()) {
      const wait = await this.budgets.take(key, allowance);
      if (wait === 0) continue;
      await this.giveBack(wanted.slice(0, place));
      throw new AppError('rate.limited', {
        retryAfter: Math.ceil(wait / SECOND),
        params: { limit: allowance.burst },
      });
    }
  }

  private async giveBack(taken: Budget[]): Promise<void> {
    await Promise.all(taken.map(([key]) => this.budgets.giveBack(key)));
  }
}

/** The limit of one network. A whole school may share it, and all its sessions may expire at once. */
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
