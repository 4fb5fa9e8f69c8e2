import type { KeyObject } from 'node:crypto';

import { type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';

import { AppError } from '../../platform/errors/app-error.js';
import { type Caller, type CallerRequest, MEDIA_TOKEN, PUBLIC } from '../../platform/http/caller.js';
import { Presence } from '../../presence/presence.js';
import { BadTokens } from '../sign-in-limits.js';
import { Sessions } from './sessions.js';
import { API_AUDIENCE, asSecret, type Claims, completeClaims, ISSUER, JWT_KEY, tokenError, Tokens } from './tokens.js';

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

/** Guards every route: a call needs a valid session, unless the route is marked as public. */
@Injectable()
export class SessionGuard extends AuthGuard('jwt') {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: Tokens,
    private readonly sessions: Sessions,
    private readonly badTokens: BadTokens,
    private readonly presence: Presence,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.marked(context, PUBLIC)) return true;
    try {
      await this.authenticate(context);
    } catch (error) {
      await this.badTokens.count(context.switchToHttp().getRequest<CallerRequest>().raw, error);
      throw error;
    }
    return true;
  }

  private async authenticate(context: ExecutionContext): Promise<void> {
    const request = context.switchToHttp().getRequest<CallerRequest>();
    const mediaToken = this.marked(context, MEDIA_TOKEN) ? tokenInQuery(request) : null;
    if (mediaToken !== null && !request.headers.authorization) {
      request.user = await this.sessions.check(this.tokens.readMedia(mediaToken));
      return;
    }
    await super.canActivate(context);
    const caller = request.user as Caller;
    this.presence.called(caller.userId, caller.sessionId);
  }

  /** Throws the error that says what is wrong with the token. */
  override handleRequest<User>(error: unknown, user: User | false, info: unknown): User {
    if (error) throw error as Error;
    if (user) return user;
    const missing = info instanceof Error && info.message === 'No auth token';
    throw missing ? new AppError('auth.token_missing') : tokenError(info);
  }

  private marked(context: ExecutionContext, key: string): boolean {
    return (
      this.reflector.getAllAndOverride<boolean | undefined>(key, [context.getHandler(), context.getClass()]) ?? false
    );
  }
}

function tokenInQuery(request: CallerRequest): string | null {
  const { t } = request.query as { t?: unknown };
  return typeof t === 'string' ? t : null;
}
