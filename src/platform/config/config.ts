import { plainToInstance } from 'class-transformer';
import {
  getMetadataStorage,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  type ValidationError,
  validateSync,
} from 'class-validator';

import { AreAddresses, AreOrigins, flag, int, list } from './rules.js';

/** Characters of a secret that signs tokens. */
export const SHORTEST_SECRET = 32;
const THIRTY_DAYS = 30 * 24 * 60 * 60;

/** Everything that can be set from outside, under the names of the environment; `readConfig` makes it, once. */
export class Config {
  @IsIn(['development', 'test', 'production'])
  NODE_ENV: 'development' | 'test' | 'production' = 'development';

  @IsOptional()
  @IsString()
  @MaxLength(253)
  HOST?: string;

  @int()
  @IsInt()
  @Min(0)
  @Max(65_535)
  PORT = 3000;

  @IsString()
  @MinLength(1)
  DATA_DIR = './data';

  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/.+/, { message: 'must look like postgres://user:password@host:5432/database' })
  DATABASE_URL?: string;

  /** Several nodes on one PostgreSQL tell each other here; none: one node. */
  @IsOptional()
  @Matches(/^rediss?:\/\/.+/, { message: 'must look like redis://user:password@host:6379' })
  REDIS_URL?: string;

  /** Required beside DATABASE_URL; generated once into DATA_DIR on the embedded default. */
  @ValidateIf((config: Config) => config.DATABASE_URL !== undefined || config.JWT_SECRET !== undefined)
  @MinLength(SHORTEST_SECRET, { message: 'must have at least 32 characters, and is required with DATABASE_URL' })
  JWT_SECRET?: string;

  /** Seconds a login token lives. */
  @int()
  @IsInt()
  @Min(60)
  @Max(10 * 365 * 24 * 60 * 60)
  TOKEN_TTL = THIRTY_DAYS;

  @IsOptional()
  @flag()
  @IsBoolean({ message: 'must be true or false' })
  SEED_DEMO?: boolean;

  /** Where uploads are kept: files under DATA_DIR. */
  @IsIn(['disk'])
  MEDIA_STORAGE = 'disk' as const;

  /** Largest upload, in bytes. */
  @int()
  @IsInt()
  @Min(1)
  MEDIA_MAX_BYTES = 100 * 1024 * 1024;

  /** What one person may upload within 24 hours, in bytes. */
  @int()
  @IsInt()
  @Min(1)
  MEDIA_DAILY_BYTES = 2 * 1024 * 1024 * 1024;

  @IsOptional()
  @list()
  @AreOrigins()
  CORS_ORIGINS?: string[];

  @IsIn(['on', 'off'])
  RATE_LIMIT: 'on' | 'off' = 'on';

  /** New accounts from one network (an IPv4 address, or the /64 of an IPv6 address); 0: none from anywhere. */
  @int()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  REGISTRATIONS_PER_HOUR = 20;

  /** Opens `GET /health/consistency`; without it there is no such call. */
  @IsOptional()
  @MinLength(16)
  OPERATOR_TOKEN?: string;

  /** Closes `GET /metrics` to those who do not have it; without it the figures are open to everyone. */
  @IsOptional()
  @MinLength(16)
  METRICS_TOKEN?: string;

  /** Whether `/docs` and what is below it are served. */
  @IsIn(['on', 'off'])
  DOCS: 'on' | 'off' = 'on';

  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
  LOG_LEVEL = 'info';

  /** Addresses or subnets of the proxies whose X-Forwarded-For is believed, comma separated. */
  @IsOptional()
  @list()
  @AreAddresses()
  TRUST_PROXY?: string[];

  get production(): boolean {
    return this.NODE_ENV === 'production';
  }

  get embedded(): boolean {
    return this.DATABASE_URL === undefined;
  }

  get host(): string {
    return this.HOST ?? (this.production ? '0.0.0.0' : '127.0.0.1');
  }

  get seedDemo(): boolean {
    return this.SEED_DEMO ?? (this.embedded && !this.production);
  }
}

/** The message names every bad variable, so that one restart mends them all. */
export class ConfigError extends Error {}

/** @throws ConfigError naming each variable that is missing or bad */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  // A variable that is set to nothing is one that is not set, as in docker compose's `PORT=${PORT}`.
  const known = Object.keys(env).filter((name) => NAMES.has(name) && env[name]?.trim() !== '');
  const config = plainToInstance(Config, Object.fromEntries(known.map((name) => [name, env[name]])));
  const complaints = validateSync(config, { stopAtFirstError: true }).map(complaint);
  if (config.REDIS_URL !== undefined && config.embedded) {
    complaints.push('  REDIS_URL: is for several nodes, which need one PostgreSQL: set DATABASE_URL as well');
  }
  if (complaints.length > 0) throw new ConfigError(`Bad configuration:\n${complaints.join('\n')}`);
  return config;
}

/** class-validator begins most of its sentences with the name, which stands there already. */
function complaint({ property, constraints }: ValidationError): string {
  const sentences = Object.values(constraints ?? {}).map((sentence) => sentence.replace(`${property} `, ''));
  return `  ${property}: ${sentences.join('; ')}`;
}

/** The variables that are read: whatever Config has a rule for. */
const NAMES = new Set(
  getMetadataStorage()
    .getTargetValidationMetadatas(Config, '', false, false)
    .map(({ propertyName }) => propertyName),
);
