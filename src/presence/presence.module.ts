import { Module } from '@nestjs/common';

import { FailureGuard } from '../platform/errors/failure-guard.js';
import { RedisLink } from '../platform/redis/redis-link.js';
import { LeaseCommands } from './lease-commands.js';
import { LeaseStore } from './lease-store.js';
import { LeaseConnection } from './lease-connection.js';
import { MemoryLeases } from './memory-leases.js';
import { Presence } from './presence.js';
import { SharedLeases } from './shared-leases.js';

/**
 * Who is connected, as leases in memory or in Redis, by user id. Where leases are stored may change here without looking
 * elsewhere.
 */
@Module({
  providers: [
    Presence,
    {
      provide: LeaseStore,
      inject: [RedisLink, FailureGuard],
      useFactory: (redis: RedisLink | null, guard: FailureGuard) =>
        redis ? sharedLeases(redis, guard) : new MemoryLeases(guard),
    },
  ],
  exports: [Presence],
})
export class PresenceModule {}

function sharedLeases(redis: RedisLink, guard: FailureGuard): SharedLeases {
  const commands = new LeaseCommands(redis);
  return new SharedLeases(commands, new LeaseConnection(redis, commands), guard);
}
