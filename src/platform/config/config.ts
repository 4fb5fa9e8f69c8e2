import { plainToInstance, Transform } from 'class-transformer';
import {
  getMetadataStorage,
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
  validateSync,
} from 'class-validator';

const flag = () => Transform(({ value }: { value: unknown }) => value === 'true' || value === true);
const int = () => Transform(({ value }: { value: unknown }) => Number(value));
const list = () =>
  Transform(({ value }: { value: string }) =>
    value
      .split(',')
      .map((entry) => entry.trim())
      .filter(Boolean),
  );

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

  /** Required beside DATABASE_URL; generated once into DATA_DIR on the embedded default. */
  @ValidateIf((config: Config) => config.DATABASE_URL !== undefined || config.JWT_SECRET !== undefined)
  @IsString({ message: 'is required with DATABASE_URL: at least 32 characters, the same on every node' })
  @MinLength(32)
  JWT_SECRET?: string;

  /** Seconds a login token lives. */
  @int()
  @IsInt()
  @Min(60)
  @Max(10 * 365 * 24 * 60 * 60)
  TOKEN_TTL = THIRTY_DAYS;

  @IsOptional()
  @flag()
  SEED_DEMO?: boolean;

  /** Where uploads are kept: files under DATA_DIR. */
  @IsIn(['disk'])
  MEDIA_STORAGE = 'disk' as const;

  /** Largest upload, in bytes. */
  @int()
  @IsInt()
  @Min(1)
  MEDIA_MAX_BYTES = 100 * 1024 * 1024;

  @IsOptional()
  @list()
  CORS_ORIGINS?: string[];

  @IsIn(['on', 'off'])
  RATE_LIMIT: 'on' | 'off' = 'on';

  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
  LOG_LEVEL = 'info';

  /** Addresses or subnets of the proxies whose X-Forwarded-For is believed, comma separated. */
  @IsOptional()
  @list()
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
  const known = Object.keys(env).filter((name) => NAMES.has(name) && env[name] !== '');
  const config = plainToInstance(Config, Object.fromEntries(known.map((name) => [name, env[name]])));
  const complaints = validateSync(config).map(
    ({ property, constraints }) => `  ${property}: ${Object.values(constraints ?? {}).join('; ')}`,
  );
  if (env.REDIS_URL) {
    complaints.push('  REDIS_URL: several nodes are not supported yet: leave it unset and run one node');
  }
  if (complaints.length > 0) throw new ConfigError(`Bad configuration:\n${complaints.join('\n')}`);
  return config;
}

/** The variables that are read: whatever Config has a rule for. */
const NAMES = new Set(
  getMetadataStorage()
    .getTargetValidationMetadatas(Config, '', false, false)
    .map(({ propertyName }) => propertyName),
);
