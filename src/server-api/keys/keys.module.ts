import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';

import { AuthModule } from '../../auth/auth.module.js';
import { UsersModule } from '../../users/users.module.js';
import { ApiKey } from './api-key.entity.js';
import { ApiKeyGuard, ServerRates } from './api-key.guard.js';
import { ApiKeys } from './api-keys.js';
import { KeyCache } from './key-cache.js';
import { ServerKeysController } from './keys.controller.js';
import { Operators } from './operators.js';

/** API keys and the guard of the server API. How a key is made, stored and checked may change here without looking elsewhere. */
@Module({
  imports: [TypeOrmModule.forFeature([ApiKey]), AuthModule, UsersModule],
  controllers: [ServerKeysController],
  providers: [{ provide: APP_GUARD, useClass: ApiKeyGuard }, ApiKeys, KeyCache, Operators, ServerRates],
  exports: [ApiKeys, Operators],
})
export class ServerKeysModule {}
