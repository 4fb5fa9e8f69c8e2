import { type ExecutionContext, Injectable } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail } from '@nestjs/throttler';

import { AppError } from '../errors/app-error.js';

/** Refuses calls beyond the limit with `rate.limited`. */
@Injectable()
export class RateGuard extends ThrottlerGuard {
  protected override throwThrottlingException(
    _: ExecutionContext,
    { limit, timeToBlockExpire }: ThrottlerLimitDetail,
  ): never {
    throw new AppError('rate.limited', { retryAfter: timeToBlockExpire, params: { limit, per: 'minute' } });
  }
}
