import type { KeyObject } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';

import { AppError } from '../../platform/errors/app-error.js';
import type { Caller } from '../../platform/http/caller.js';

export const JWT_KEY = Symbol('JWT_KEY');
export const ISSUER = 'parley';
export const API_AUDIENCE = 'parley-api';
const MEDIA_AUDIENCE = 'parley-media';
const MEDIA_TTL = 12 * 60 * 60;

export interface Claims {
  sub: string;
  sid: string;
  /** Its version among the tokens of its session; tokens from before there were versions have none, which is 0. */
  ver: number;
  /** Seconds since 1970. */
  exp: number;
}

/** Signs and reads tokens. What a token says counts only while its session lives: see Sessions. */
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

  /** Reads media and nothing else; lives 12 hours. */
  forMedia(caller: Pick<Caller, 'userId' | 'sessionId'>): string {
    const exp = seconds(new Date()) + MEDIA_TTL;
    return this.sign({ sub: caller.userId, sid: caller.sessionId, exp }, MEDIA_AUDIENCE);
  }

  /** @throws AppError auth.token_expired or auth.token_invalid */
  readApi(token: string): Claims {
    return this.read(token, API_AUDIENCE);
  }

  /** What a token says that we once signed, however old it is and whatever became of its session; null when we did not. */
  readFormer(token: string): Claims | null {
    try {
      return this.read(token, API_AUDIENCE, { ignoreExpiration: true });
    } catch {
      return null;
    }
  }

  /** @throws AppError auth.token_expired or auth.token_invalid */
  readMedia(token: string): Claims {
    // It ends with its session, and by its own time: pictures on a page outlive a refresh.
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

/** A token of ours that lacks a claim is no token of ours. */
export function completeClaims({ sub, sid, exp, ver = 0 }: Partial<Claims>): Claims {
  if (typeof sub !== 'string' || typeof sid !== 'string' || typeof exp !== 'number' || typeof ver !== 'number')
    throw new AppError('auth.token_invalid');
  return { sub, sid, exp, ver };
}

export function tokenError(error: unknown): AppError {
  const expired = error instanceof Error && error.name === 'TokenExpiredError';
  return new AppError(expired ? 'auth.token_expired' : 'auth.token_invalid');
}

/** jsonwebtoken takes a KeyObject everywhere; the types of Nest and Passport only know strings and buffers. */
export function asSecret(key: KeyObject): Buffer {
  return key as unknown as Buffer;
}

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);
