import { hostname, userInfo } from 'node:os';

import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { definition } from '../ormconfig.js';
import type { Actor } from './audit/audit-log.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import { Config } from './platform/config/config.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { createLogger } from './platform/logging/logger.js';
import { NestLogger } from './platform/logging/nest-logger.js';
import { MailModule } from './platform/mail/mail.module.js';
import { LoadModule, PlatformModule, RatesModule, RedisModule } from './platform/platform.module.js';
import { ServerKeysModule } from './server-api/keys/keys.module.js';
import { AppUsers } from './server-api/users/app-users.js';
import { UsersModule } from './users/users.module.js';

/** The modules whose services the command line calls. Nothing here listens, and nothing runs by the clock. */
@Module({})
class CliModule {
  static of(config: Config): DynamicModule {
    return {
      module: CliModule,
      imports: [
        PlatformModule.of(config),
        DatabaseModule.of(definition),
        RedisModule,
        LoadModule,
        RatesModule,
        MailModule,
        AuditModule,
        AuthModule,
        ServerKeysModule,
        UsersModule,
      ],
      providers: [AppUsers],
    };
  }
}

/**
 * Opens the database and the services over it. Running nodes learn from the journal what a command changed, within a second or two: so Redis
 * is not used, and need not be reachable.
 * @throws StartError when the database, a secret or the settings prevent it
 */
export async function openCliApp(config: Config): Promise<INestApplicationContext> {
  const { REDIS_URL: _unused, ...settings } = config;
  const logger = new NestLogger(createLogger({ LOG_LEVEL: 'error' }, process.stderr));
  const own = Object.assign(new Config(), settings);
  return NestFactory.createApplicationContext(CliModule.of(own), { logger, abortOnError: false });
}

/** Who runs this process, for the audit log. */
export function whoRuns(): Actor {
  return { kind: 'cli', id: null, name: `${userName()}@${hostname()}`, address: null };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a user that has no name.
    return String(process.getuid?.() ?? 'unknown');
  }
}
