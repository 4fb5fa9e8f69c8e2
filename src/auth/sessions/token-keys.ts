import { createHash, createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';

import { type Config, SHORTEST_SECRET } from '../../platform/config/config.js';
import { StartError } from '../../platform/process/start-error.js';

/** A key that signs or verifies tokens. It is a KeyObject, because jsonwebtoken verifies forty times as many tokens per second with one. */
interface TokenKey {
  /** The `kid` of its tokens. It does not reveal the key. */
  id: string;
  key: KeyObject;
}

/** The keys of this server: the first one signs, all of them verify. So a new secret signs nobody out while the old one is listed. */
export class TokenKeys {
  private readonly keys: TokenKey[];
  private readonly byId: ReadonlyMap<string, KeyObject>;
  /** The key that signs. */
  readonly first: TokenKey;

  /** @param secrets at least one */
  constructor(secrets: string[]) {
    this.keys = secrets.map(keyOf);
    this.byId = new Map(this.keys.map(({ id, key }) => [id, key]));
    const [first] = this.keys;
    if (!first) throw new Error('there is no secret');
    this.first = first;
  }

  get all(): KeyObject[] {
    return this.keys.map(({ key }) => key);
  }

  /**
   * The key with which a token must be verified: the one that it names. A token of an earlier version names none: then the one that has signed
   * it. For any other token it is a key that has not signed it.
   */
  of(token: string): KeyObject {
    const [head = '', body = '', signature = ''] = token.split('.');
    const id = keyIdIn(head);
    if (id !== undefined) return this.byId.get(id) ?? this.first.key;
    if (this.keys.length === 1) return this.first.key;
    const given = Buffer.from(signature, 'base64url');
    return this.all.find((key) => isSignature(given, `${head}.${body}`, key)) ?? this.first.key;
  }
}

/**
 * The keys from JWT_SECRET, or without it from a secret that the first start generates and stores in DATA_DIR.
 * @param _dataDirIsLocked not used: it makes Nest open the database first, which locks DATA_DIR
 * @throws StartError when the secret in the file is too short
 */
export function tokenKeys(config: Config, _dataDirIsLocked: DataSource): TokenKeys {
  const value = config.JWT_SECRET ?? generatedSecret(config.DATA_DIR);
  const secrets = secretsIn(value);
  const logger = new Logger(TokenKeys.name);
  if (secrets.length > 1) logger.log('JWT_SECRET lists several secrets: the first one signs, all of them verify');
  else if (partsOf(value).length > 1) {
    logger.warn(`JWT_SECRET counts as one secret: a part of it has fewer than ${SHORTEST_SECRET} characters`);
  }
  return new TokenKeys(secrets);
}

/**
 * The secrets in a value: a list, one on each line or separated by commas, if each part is long enough to be a secret; else the value as it
 * is. The last one of a list is the whole value, because before there were lists it was one secret, which may have signed tokens.
 */
export function secretsIn(value: string): string[] {
  const parts = partsOf(value);
  const isList = parts.length > 1 && parts.every((part) => part.length >= SHORTEST_SECRET);
  return isList ? [...new Set([...parts, value])] : [value];
}

/** In a list of lines a comma is part of a secret. */
function partsOf(value: string): string[] {
  const whole = value.trim();
  const parts = whole.split(whole.includes('\n') ? '\n' : ',');
  return parts.map((part) => part.trim()).filter(Boolean);
}

function keyOf(secret: string): TokenKey {
  const id = createHash('sha256').update(`id of a key: ${secret}`).digest('base64url').slice(0, 11);
  return { id, key: createSecretKey(Buffer.from(secret)) };
}

/** The `kid` in the header of a token; undefined when it has none, or cannot be read. */
function keyIdIn(head: string): string | undefined {
  try {
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid?: unknown };
    return typeof kid === 'string' ? kid : undefined;
  } catch {
    return undefined;
  }
}

function isSignature(given: Buffer, signed: string, key: KeyObject): boolean {
  const right = createHmac('sha256', key).update(signed).digest();
  return given.length === right.length && timingSafeEqual(given, right);
}

/** The file is written under another name and then renamed, so that a crash cannot leave an empty secret. */
function generatedSecret(dataDir: string): string {
  const file = join(dataDir, 'jwt-secret');
  if (!existsSync(file)) {
    const draft = `${file}.new`;
    writeFileSync(draft, randomBytes(48).toString('base64url'), { mode: 0o600 });
    renameSync(draft, file);
  }
  const secret = readFileSync(file, 'utf8');
  // White space around the secret has always been part of the key. It does not count towards the length.
  if (secret.trim().length >= SHORTEST_SECRET) return secret;
  throw new StartError(
    `The secret in ${resolve(file)} is empty or shorter than ${SHORTEST_SECRET} characters: put the file back from a backup, or remove it; ` +
      'then the next start makes another one, and everybody signs in again.',
  );
}
