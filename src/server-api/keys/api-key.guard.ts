import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { BadTokens } from '../../auth/sign-in-limits.js';
import { Config } from '../../platform/config/config.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { CallerRequest, ServerCaller } from '../../platform/http/caller.js';
import { isServerCall, type ServerCallRule, serverCallRule } from '../../platform/http/server-caller.js';
import { Buckets } from '../../platform/load/allowances.js';
import { mustHave } from './api-keys.js';
import { KeyCache } from './key-cache.js';
import { KEY_PREFIX } from './key-text.js';
import { Operators } from './operators.js';

/** Seconds of its rate that a key may use at once. */
const BURST_SECONDS = 12;

/** How many calls each caller of the server API may make, on this node. */
@Injectable()
export class ServerRates {
  private readonly buckets: Buckets;

  constructor(private readonly config: Config) {
    const perSecond = config.API_KEY_CALLS_PER_MINUTE / 60;
    this.buckets = new Buckets({ burst: Math.ceil(perSecond * BURST_SECONDS), perSecond });
  }

  /** @throws AppError rate.limited */
  take({ kind, id }: ServerCaller): void {
    const { RATE_LIMIT, API_KEY_CALLS_PER_MINUTE: limit } = this.config;
    if (RATE_LIMIT === 'off') return;
    const retryAfter = this.buckets.take(`${kind} ${id ?? ''}`);
    if (retryAfter > 0) throw new AppError('rate.limited', { retryAfter, params: { limit, per: 'minute' } });
  }
}

/**
 * Guards every route below `/api/server`: a call needs an API key with the scope of the route, or an operator where the route accepts one.
 * A route without `@ServerCall` refuses everybody.
 */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    private readonly keys: KeyCache,
    private readonly operators: Operators,
    private readonly badTokens: BadTokens,
    private readonly rates: ServerRates,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (!isServerCall(context)) return true;
    const request = context.switchToHttp().getRequest<CallerRequest>();
    try {
      request.app = await this.authenticate(request, serverCallRule(context));
    } catch (error) {
      await this.badTokens.count(request.raw, error);
      throw error;
    }
    this.rates.take(request.app);
    return true;
  }

  /** @throws AppError auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked, key.scope_missing */
  private async authenticate(request: FastifyRequest, rule: ServerCallRule | undefined): Promise<ServerCaller> {
    const { authorization } = request.headers;
    if (authorization === undefined) throw new AppError('auth.token_missing');
    const [, bearer = ''] = /^Bearer (.+)$/i.exec(authorization) ?? [];
    if (!rule) throw new AppError('auth.token_invalid');
    if (!bearer.startsWith(KEY_PREFIX)) {
      if (!rule.operators) throw new AppError('auth.token_invalid');
      return this.operators.check(bearer, request.ip);
    }
    const { id, name, scopes } = await this.keys.check(bearer);
    mustHave(scopes, [rule.scope]);
    return { kind: 'key', id, name, address: request.ip, scopes };
  }
}
