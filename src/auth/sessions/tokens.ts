import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { DataSource } from 'typeorm';

import { type Config, SHORTEST_SECRET } from '../../platform/config/config.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { Caller } from '../../platform/http/caller.js';
import { StartError } from '../../platform/process/start-error.js';

/**
 * The key that signs tokens: JWT_SECRET, or without it a secret that the first start generates and stores in DATA_DIR.
 * It is a KeyObject, because jsonwebtoken verifies forty times as many tokens per second with one as with a string.
 * @param _dataDirIsLocked not used: it makes Nest open the database first, which locks DATA_DIR
 * @throws StartError when the secret in the file is too short
 */
export function jwtKey(config: Config, _dataDirIsLocked: DataSource): KeyObject {
  return createSecretKey(Buffer.from(config.JWT_SECRET ?? generatedSecret(config.DATA_DIR)));
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

export const JWT_KEY = Symbol('JWT_KEY');
export const ISSUER = 'parley';
export const API_AUDIENCE = 'parley-api';
const MEDIA_AUDIENCE = 'parley-media';
const MEDIA_TTL = 12 * 60 * 60;

export interface Claims {
  sub: string;
  sid: string;
  /** The version of the token within its session. Old tokens without a version count as 0. */
  ver: number;
  /** Seconds since 1970. */
  exp: number;
}

/** Signs and verifies tokens. A verified token is accepted only while its session exists: see `Sessions`. */
@Injectable()
export class Tokens {
  constructor(
    private readonly jwt: JwtService,
    @Inject(JWT_KEY) private readonly key: KeyObject,
  ) {}

  forApi(caller: Caller, expiresAt: Date): string {
    const { userId, sessionId, tokenVersion } = caller;
    return this.sign({ sub: userId, sid: sessionId, ver: tokenVersion, exp: seconds(expiresAt) }, API_AUDIENCE);
  }

  /** A token that can only read media, for 12 hours. */
  forMedia(caller: Pick<Caller, 'userId' | 'sessionId'>): string {
    const exp = seconds(new Date()) + MEDIA_TTL;
    return this.sign({ sub: caller.userId, sid: caller.sessionId, exp }, MEDIA_AUDIENCE);
  }

  /** @throws AppError auth.token_expired or auth.token_invalid */
  readApi(token: string): Claims {
    return this.read(token, API_AUDIENCE);
  }

  /** The claims of a token that this server signed, even when it has expired or its session has ended; null for any other token. */
  readFormer(token: string): Claims | null {
    try {
      return this.read(token, API_AUDIENCE, { ignoreExpiration: true });
    } catch {
      return null;
    }
  }

  /** @throws AppError auth.token_expired or auth.token_invalid */
  readMedia(token: string): Claims {
    // A refresh does not end a media token, so that the pictures on a page stay readable. It ends with its session or when it expires.
    return { ...this.read(token, MEDIA_AUDIENCE), ver: Infinity };
  }

  private sign(claims: Partial<Claims>, audience: string): string {
    return this.jwt.sign(claims, { secret: asSecret(this.key), algorithm: 'HS256', issuer: ISSUER, audience });
  }

  private read(token: string, audience: string, { ignoreExpiration = false } = {}): Claims {
    try {
      const claims = this.jwt.verify<Partial<Claims>>(token, {
        secret: asSecret(this.key),
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience,
        ignoreExpiration,
      });
      return completeClaims(claims);
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw tokenError(error);
    }
  }
}

/** @throws AppError auth.token_invalid when a claim is missing */
export function completeClaims({ sub, sid, exp, ver = 0 }: Partial<Claims>): Claims {
  if (typeof sub !== 'string' || typeof sid !== 'string' || typeof exp !== 'number' || typeof ver !== 'number')
    throw new AppError('auth.token_invalid');
  return { sub, sid, exp, ver };
}

export function tokenError(error: unknown): AppError {
  const expired = error instanceof Error && error.name === 'TokenExpiredError';
  return new AppError(expired ? 'auth.token_expired' : 'auth.token_invalid');
}

/** jsonwebtoken accepts a KeyObject everywhere, but the types of Nest and Passport know only strings and buffers. */
export function asSecret(key: KeyObject): Buffer {
  return key as unknown as Buffer;
}

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);
