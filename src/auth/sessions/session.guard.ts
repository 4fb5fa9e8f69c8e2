import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import { LRUCache } from 'lru-cache';
import { ExtractJwt, type SecretOrKeyProvider, Strategy } from 'passport-jwt';

import { AppError } from '../../platform/errors/app-error.js';
import { type Caller, type CallerRequest, isMarked, MEDIA_TOKEN, PUBLIC } from '../../platform/http/caller.js';
import { isServerCall } from '../../platform/http/server-caller.js';
import { Presence } from '../../presence/presence.js';
import { type Actor, OPERATOR, type OperatorRequest } from '../../platform/http/operator.guard.js';
import { OperatorAccess } from '../operators/operator-access.js';
import { BadTokens } from '../sign-in-limits.js';
import { Sessions } from './sessions.js';
import { TokenKeys } from './token-keys.js';
import { API_AUDIENCE, asSecret, type Claims, completeClaims, ISSUER, tokenError, Tokens } from './tokens.js';

/** Maximum number of cached tokens, an estimated 6 MB. Beyond it, those used longest ago are verified again. */
const MOST = 10_000;

/**
 * The claims of tokens whose signature has been verified, by the whole Authorization header. Verifying took 6 % of the processor time
 * of sends over REST. Only what cannot change is remembered: expiry and session are checked at each call.
 */
@Injectable()
export class VerifiedTokens {
  private readonly claims = new LRUCache<string, Claims>({ max: MOST });

  /** @returns undefined for a token that has not been verified, or has expired since */
  get(authorization: string | undefined): Claims | undefined {
    if (authorization === undefined) return undefined;
    const claims = this.claims.get(authorization);
    return claims && Math.floor(Date.now() / 1000) < claims.exp ? claims : undefined;
  }

  remember(authorization: string | undefined, claims: Claims): void {
    if (authorization !== undefined) this.claims.set(authorization, claims);
  }
}

/** Verifies the Bearer token of a request and checks that its session exists. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    keys: TokenKeys,
    private readonly sessions: Sessions,
    private readonly verified: VerifiedTokens,
  ) {
    const keyOf: SecretOrKeyProvider = (_, token: string, done) => done(null, asSecret(keys.of(token)));
    super({
      passReqToCallback: true,
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKeyProvider: keyOf,
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: API_AUDIENCE,
    });
  }

  validate({ headers }: CallerRequest, claims: Partial<Claims>): Promise<Caller> {
    const complete = completeClaims(claims);
    this.verified.remember(headers.authorization, complete);
    return this.sessions.check(complete);
  }
}

/** Guards every route: a call needs a valid session, unless the route is marked as public. The server API has a guard of its own. */
@Injectable()
export class SessionGuard extends AuthGuard('jwt') {
  constructor(
    private readonly tokens: Tokens,
    private readonly sessions: Sessions,
    private readonly verified: VerifiedTokens,
    private readonly badTokens: BadTokens,
    private readonly presence: Presence,
    private readonly operators: OperatorAccess,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    if (isMarked(context, PUBLIC) || isServerCall(context)) return true;
    try {
      if (isMarked(context, OPERATOR)) await this.admitOperator(context);
      else await this.authenticate(context);
    } catch (error) {
      await this.badTokens.count(context.switchToHttp().getRequest<CallerRequest>().raw, error);
      throw error;
    }
    return true;
  }

  /** @throws AppError rate.limited, route.not_found, auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
  private async admitOperator(context: ExecutionContext): Promise<void> {
    const request = context.switchToHttp().getRequest<CallerRequest & OperatorRequest>();
    request.actor = (await this.operators.machine(request)) ?? (await this.operatorOfSession(context, request));
  }

  private async operatorOfSession(context: ExecutionContext, request: CallerRequest): Promise<Actor> {
    if (request.headers.authorization === undefined) throw this.operators.refusal('auth.token_missing');
    try {
      await this.authenticate(context);
    } catch (error) {
      const isForeign = error instanceof AppError && error.code === 'auth.token_invalid';
      throw isForeign ? this.operators.refusal() : error;
    }
    return this.operators.person(request);
  }

  private async authenticate(context: ExecutionContext): Promise<void> {
    const request = context.switchToHttp().getRequest<CallerRequest>();
    const mediaToken = isMarked(context, MEDIA_TOKEN) ? tokenInQuery(request) : null;
    if (mediaToken !== null && !request.headers.authorization) {
      request.user = await this.sessions.check(this.tokens.readMedia(mediaToken));
      return;
    }
    const known = this.verified.get(request.headers.authorization);
    if (known) request.user = await this.sessions.check(known);
    else await super.canActivate(context);
    const caller = request.user as Caller;
    this.presence.called(caller.userId, caller.sessionId);
  }

  /** @throws AppError auth.token_missing, auth.token_invalid, auth.token_expired; whatever the strategy threw */
  override handleRequest<User>(error: unknown, user: User | false, info: unknown): User {
    if (error) throw error as Error;
    if (user) return user;
    const missing = info instanceof Error && info.message === 'No auth token';
    throw missing ? new AppError('auth.token_missing') : tokenError(info);
  }
}

function tokenInQuery(request: CallerRequest): string | null {
  const { t } = request.query as { t?: unknown };
  return typeof t === 'string' ? t : null;
}
