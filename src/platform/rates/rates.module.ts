import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';

import { Config } from '../config/config.js';
import { RedisLink } from '../redis/redis-link.js';
import { RateGuard } from './rate.guard.js';
import { rateLimits } from './rate-limits.js';

@Module({
  imports: [ThrottlerModule.forRootAsync({ inject: [Config, RedisLink], useFactory: rateLimits })],
  providers: [{ provide: APP_GUARD, useClass: RateGuard }],
})
export class RatesModule {}
