import type { KeyObject } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';

import { AppError } from '../platform/errors/app-error.js';
import type { Caller } from '../platform/http/caller.js';

export const JWT_KEY = Symbol('JWT_KEY');
export const ISSUER = 'parley';
export const API_AUDIENCE = 'parley-api';
const MEDIA_AUDIENCE = 'parley-media';
const MEDIA_TTL = 12 * 60 * 60;

export interface Claims {
  sub: string;
  sid: string;
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
    return this.sign({ sub: caller.userId, sid: caller.sessionId, exp: seconds(expiresAt) }, API_AUDIENCE);
  }

  /** Reads media and nothing else; lives 12 hours. */
  forMedia(caller: Caller): string {
    const exp = seconds(new Date()) + MEDIA_TTL;
    return this.sign({ sub: caller.userId, sid: caller.sessionId, exp }, MEDIA_AUDIENCE);
  }

  /** @throws AppError auth.token_expired or auth.token_invalid */
  readApi(token: string): Claims {
    return this.read(token, API_AUDIENCE);
  }

  /** @throws AppError auth.token_expired or auth.token_invalid */
  readMedia(token: string): Claims {
    return this.read(token, MEDIA_AUDIENCE);
  }

  private sign(claims: Claims, audience: string): string {
    return this.jwt.sign(claims, { secret: asSecret(this.key), algorithm: 'HS256', issuer: ISSUER, audience });
  }

  private read(token: string, audience: string): Claims {
    try {
      const claims = this.jwt.verify<Partial<Claims>>(token, {
        secret: asSecret(this.key),
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience,
      });
      return completeClaims(claims);
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw tokenError(error);
    }
  }
}

/** A token of ours that lacks a claim is no token of ours. */
export function completeClaims({ sub, sid, exp }: Partial<Claims>): Claims {
  if (typeof sub !== 'string' || typeof sid !== 'string' || typeof exp !== 'number')
    throw new AppError('auth.token_invalid');
  return { sub, sid, exp };
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
