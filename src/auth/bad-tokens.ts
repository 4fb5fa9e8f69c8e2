import type { IncomingMessage } from 'node:http';

import proxyAddr from '@fastify/proxy-addr';
import { Injectable } from '@nestjs/common';

import { Config } from '../platform/config/config.js';
import { AppError } from '../platform/errors/app-error.js';
import { networkOf } from '../platform/http/network.js';
import { type Allowance, Budgets } from '../platform/rates/budgets.js';

/** For one network, as for one public call. A whole school may share it, and all its sessions may have expired at once. */
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
