import { plainToInstance } from 'class-transformer';
import {
  getMetadataStorage,
  IsBoolean,
  IsEmail,
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
  type ValidationError,
} from 'class-validator';

import { OidcSettings } from './oidc-settings.js';
import { AreAddresses, AreOrigins, count, flag, int, list } from './setting-rules.js';
import { givenSettings } from './settings-in-files.js';

/** The three settings of a bucket come together, and with them media can be moved to S3 before the server uses it. */
const usesS3 = (config: Config): boolean =>
  config.MEDIA_STORAGE === 's3' ||
  [config.S3_BUCKET, config.S3_ACCESS_KEY_ID, config.S3_SECRET_ACCESS_KEY].some((setting) => setting !== undefined);

const REQUIRED_FOR_S3 = 'and is required with MEDIA_STORAGE=s3';

/** Minimum length of the secret that signs tokens, in characters. */
export const SHORTEST_SECRET = 32;
const THIRTY_DAYS = 30 * 24 * 60 * 60;

/** All settings, under the names of their environment variables. `readConfig` reads them once, at start. */
export class Config extends OidcSettings {
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

  /** Redis, through which several nodes on one PostgreSQL notify each other. Not set: there is one node. */
  @IsOptional()
  @Matches(/^rediss?:\/\/.+/, { message: 'must look like redis://user:password@host:6379' })
  REDIS_URL?: string;

  /** Required together with DATABASE_URL. With the embedded database the first start generates it into DATA_DIR. */
  @ValidateIf((config: Config) => config.DATABASE_URL !== undefined || config.JWT_SECRET !== undefined)
  @MinLength(SHORTEST_SECRET, { message: 'must have at least 32 characters, and is required with DATABASE_URL' })
  JWT_SECRET?: string;

  /** Seconds for which a login token is valid. */
  @int()
  @IsInt()
  @Min(60)
  @Max(10 * 365 * 24 * 60 * 60)
  TOKEN_TTL = THIRTY_DAYS;

  @IsOptional()
  @flag()
  @IsBoolean({ message: 'must be true or false' })
  SEED_DEMO?: boolean;

  /** Where uploads are stored: as files under DATA_DIR, or in S3. */
  @IsIn(['disk', 's3'])
  MEDIA_STORAGE: 'disk' | 's3' = 'disk';

  /** The address of a server that speaks the protocol of S3. Not set: Amazon S3 itself. */
  @IsOptional()
  @Matches(/^https?:\/\/[^\s/?#@]+\/?$/, { message: 'must look like https://s3.example.org, without a path' })
  S3_ENDPOINT?: string;

  @Matches(/^[a-z\d-]{1,63}$/, { message: 'must look like eu-central-1' })
  S3_REGION = 'us-east-1';

  @ValidateIf(usesS3)
  @Matches(/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/, { message: `must be the name of a bucket, ${REQUIRED_FOR_S3}` })
  S3_BUCKET?: string;

  @ValidateIf(usesS3)
  @MinLength(1, { message: `must be the id of an access key, ${REQUIRED_FOR_S3}` })
  S3_ACCESS_KEY_ID?: string;

  @ValidateIf(usesS3)
  @MinLength(1, { message: `must be the secret of that access key, ${REQUIRED_FOR_S3}` })
  S3_SECRET_ACCESS_KEY?: string;

  /** Whether the bucket is named in the path of an address, and not in its host name. */
  @flag()
  @IsBoolean({ message: 'must be true or false' })
  S3_FORCE_PATH_STYLE = false;

  /** Largest upload, in bytes. This limit and the next three are those of the free plan. */
  @int()
  @IsInt()
  @Min(1)
  MEDIA_MAX_BYTES = 100 * 1024 * 1024;

  /** Bytes that one user may upload within 24 hours. */
  @int()
  @IsInt()
  @Min(1)
  MEDIA_DAILY_BYTES = 2 * 1024 * 1024 * 1024;

  /** Files that one user may upload within 24 hours. */
  @int()
  @IsInt()
  @Min(1)
  MEDIA_DAILY_FILES = 2_000;

  /** Bytes that the uploads of one user may have together. */
  @int()
  @IsInt()
  @Min(1)
  MEDIA_STORED_BYTES = 10 * 1024 * 1024 * 1024;

  /** How many times the limits of the free plan are those of the premium plan. */
  @int()
  @IsInt()
  @Min(1)
  @Max(1_000)
  MEDIA_PREMIUM_FACTOR = 5;

  /** Processes that decode uploads at once. Each takes up to 1 GB of memory. */
  @int()
  @IsInt()
  @Min(1)
  @Max(16)
  MEDIA_WORKERS = 1;

  /** The mail server. Not set: outside production, mails are written to files in DATA_DIR/outbox; in production there are none. */
  @IsOptional()
  @Matches(/^smtps?:\/\/\S+$/, { message: 'must look like smtp://user:password@mail.example.org:587' })
  SMTP_URL?: string;

  /** The sender of all mails. */
  @ValidateIf((config: Config) => config.SMTP_URL !== undefined || config.MAIL_FROM !== undefined)
  @IsEmail({ require_tld: false }, { message: 'must be an e-mail address, and is required with SMTP_URL' })
  MAIL_FROM?: string;

  /** The origin of the page, for links in mails and for sign-ins with a provider. It is never taken from a request, whose Host header a stranger chooses. */
  @ValidateIf(
    (config: Config) => config.PUBLIC_URL !== undefined || (config.production && config.SMTP_URL !== undefined),
  )
  @Matches(/^https?:\/\/[^\s/?#@]+\/?$/, {
    message: 'must look like https://chat.example.org, without a path, and is required with SMTP_URL in production',
  })
  PUBLIC_URL?: string;

  @IsOptional()
  @list()
  @AreOrigins()
  CORS_ORIGINS?: string[];

  @IsIn(['on', 'off'])
  RATE_LIMIT: 'on' | 'off' = 'on';

  /** Calls of one user to each route within a minute. */
  @count()
  CALLS_PER_ACCOUNT = 600;

  /** Calls from one network to each route within a minute, of those who are not signed in. */
  @count()
  CALLS_PER_ADDRESS = 6_000;

  /** Wrong passwords for one account from all networks that are not known for it. One network, and one device, has half of it. */
  @count(2)
  GUESSES_PER_ACCOUNT = 20;

  /** Wrong passwords for all accounts together from one network, and as many wrong codes of account invites. */
  @count()
  GUESSES_PER_ADDRESS = 400;

  /** Who may create an account: everybody, who has an account invite, or nobody. Not set: nobody in production, else everybody. */
  @IsOptional()
  @IsIn(['open', 'invite', 'closed'])
  REGISTRATION?: 'open' | 'invite' | 'closed';

  /** New accounts from one network (an IPv4 address, or the /64 of an IPv6 address); 0: registration is closed. */
  @count(0)
  REGISTRATIONS_PER_HOUR = 20;

  /** Whom a user finds: everybody; those who share a chat with them, and anybody by their exact e-mail; or nobody. */
  @IsIn(['all', 'shared', 'none'])
  DIRECTORY: 'all' | 'shared' | 'none' = 'all';
  /** Calls that one API key may make within a minute, on each node. A fifth of them may come at once. */
  @int()
  @IsInt()
  @Min(1)
  @Max(10_000_000)
  API_KEY_CALLS_PER_MINUTE = 3_000;

  /** The token with which machines make the calls for operators. Not set: only people whose role is `operator` can make them. */
  @IsOptional()
  @MinLength(16)
  OPERATOR_TOKEN?: string;

  /** The token for `GET /metrics`. Not set: everybody may read the metrics. */
  @IsOptional()
  @MinLength(16)
  METRICS_TOKEN?: string;

  /** Whether `/docs` and the pages below it are served. */
  @IsIn(['on', 'off'])
  DOCS: 'on' | 'off' = 'on';

  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
  LOG_LEVEL = 'info';

  /** Addresses or subnets of the proxies whose X-Forwarded-For is trusted, comma separated. */
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

  /** The origin of the page, without a slash at its end. */
  get publicUrl(): string {
    return (this.PUBLIC_URL ?? `http://localhost:${this.PORT}`).replace(/\/+$/, '');
  }

  get seedDemo(): boolean {
    return this.SEED_DEMO ?? (this.embedded && !this.production);
  }

  /** Who may create an account. */
  get registration(): 'open' | 'invite' | 'closed' {
    if (this.REGISTRATIONS_PER_HOUR === 0) return 'closed';
    return this.REGISTRATION ?? (this.production ? 'closed' : 'open');
  }

  /** Whether a first start may copy the demo data that the build made: their files are on disk. */
  get copiesDemo(): boolean {
    return this.seedDemo && this.MEDIA_STORAGE === 'disk';
  }
}

/** The message names every bad variable, so that all can be corrected before the next start. */
export class ConfigError extends Error {}

/** @throws ConfigError naming each variable that is missing or bad */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const { values, complaints: unread } = givenSettings(env, NAMES);
  const config = plainToInstance(Config, Object.fromEntries(values));
  const invalid = validateSync(config, { stopAtFirstError: true }).filter(({ property }) => !unread.has(property));
  const complaints = [...unread.values()].map((line) => `  ${line}`).concat(invalid.map(complaint));
  if (config.REDIS_URL !== undefined && config.embedded) {
    complaints.push('  REDIS_URL: is for several nodes, which need one PostgreSQL: set DATABASE_URL as well');
  }
  if (config.production && config.OIDC_ISSUER !== undefined && config.PUBLIC_URL === undefined) {
    complaints.push('  PUBLIC_URL: is required with OIDC_ISSUER in production: the provider sends people back there');
  }
  if (config.production && config.OIDC_ISSUER?.startsWith('http:')) {
    complaints.push('  OIDC_ISSUER: must begin with https:// in production');
  }
  if (complaints.length > 0) throw new ConfigError(`Bad configuration:\n${complaints.join('\n')}`);
  return config;
}

/** class-validator begins most of its sentences with the name of the property, which the line already has. */
function complaint({ property, constraints }: ValidationError): string {
  const sentences = Object.values(constraints ?? {}).map((sentence) => sentence.replace(`${property} `, ''));
  return `  ${property}: ${sentences.join('; ')}`;
}

/** The variables that are read: every property of Config that has a rule. */
const NAMES = new Set(
  getMetadataStorage()
    .getTargetValidationMetadatas(Config, '', false, false)
    .map(({ propertyName }) => propertyName),
);
