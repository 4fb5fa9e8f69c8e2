import { type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { ThrottlerModuleOptions } from '@nestjs/throttler';

import { storedEmail } from '../../contract/credentials.js';
import type { Config } from '../config/config.js';
import type { CallerRequest } from '../http/caller.js';
import type { RedisLink } from '../redis/redis-link.js';
import { MemoryRates } from './memory-rates.js';
import { RedisRates } from './redis-rates.js';

const MINUTE = 60_000;
/** Of one call, by one user; of the public calls by one address. */
const CALLS_PER_MINUTE = 600;
/** For one account from one address: guessing is slow, and somebody else's guessing locks nobody out. */
const SIGN_INS_PER_MINUTE = 10;

const SIGN_IN = 'parley:sign-in';

/** A call that checks a password. */
export const ChecksPassword = (): MethodDecorator => SetMetadata(SIGN_IN, true);

export function rateLimits(config: Config, redis: RedisLink | null): ThrottlerModuleOptions {
  const off = config.RATE_LIMIT === 'off';
  return {
    throttlers: [
      { name: 'calls', ttl: MINUTE, limit: CALLS_PER_MINUTE, getTracker: callerOf, skipIf: () => off },
      {
        name: 'sign-ins',
        ttl: MINUTE,
        limit: SIGN_INS_PER_MINUTE,
        getTracker: accountOf,
        skipIf: (context) => off || !checksPassword(context),
      },
    ],
    generateKey: (context, tracker, name) =>
      `${name} ${context.getClass().name}.${context.getHandler().name} ${tracker}`,
    setHeaders: false,
    storage: redis ? new RedisRates(redis) : new MemoryRates(),
  };
}

const callerOf = (request: Record<string, unknown>): string => {
  const { user, ip } = request as unknown as CallerRequest;
  return user?.userId ?? ip;
};

const accountOf = (request: Record<string, unknown>): string => {
  const { ip, body } = request as unknown as CallerRequest & { body?: { email?: unknown } };
  const email = typeof body?.email === 'string' ? storedEmail(body.email).slice(0, 254) : '';
  return `${ip} ${email}`;
};

const checksPassword = (context: ExecutionContext): boolean =>
  Reflect.getMetadata(SIGN_IN, context.getHandler()) === true;
