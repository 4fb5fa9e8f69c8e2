import type { KeyObject } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';

import type { Caller } from '../../platform/http/caller.js';
import { Sessions } from './sessions.js';
import { API_AUDIENCE, asSecret, type Claims, completeClaims, ISSUER, JWT_KEY } from './tokens.js';

/** Verifies the Bearer token of a request and checks that its session exists. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    @Inject(JWT_KEY) key: KeyObject,
    private readonly sessions: Sessions,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: asSecret(key),
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: API_AUDIENCE,
    });
  }

  validate(claims: Partial<Claims>): Promise<Caller> {
    return this.sessions.check(completeClaims(claims));
  }
}
