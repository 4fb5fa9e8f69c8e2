import type { KeyObject } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';

import { AppError } from '../../platform/errors/app-error.js';
import type { Caller } from '../../platform/http/caller.js';
import { TokenKeys } from './token-keys.js';

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
    private readonly keys: TokenKeys,
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
    const { id, key } = this.keys.first;
    const how = { keyid: id, algorithm: 'HS256', issuer: ISSUER, audience } as const;
    return this.jwt.sign(claims, { secret: asSecret(key), ...how });
  }

  private read(token: string, audience: string, { ignoreExpiration = false } = {}): Claims {
    try {
      const claims = this.jwt.verify<Partial<Claims>>(token, {
        secret: asSecret(this.keys.of(token)),
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
