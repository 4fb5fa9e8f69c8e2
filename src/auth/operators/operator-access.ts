import { Injectable } from '@nestjs/common';

import { Config } from '../../platform/config/config.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { CallerRequest } from '../../platform/http/caller.js';
import { type Actor, isBearer } from '../../platform/http/operator.guard.js';
import { Guesses } from '../../platform/rates/guesses.js';
import { UsersService } from '../../users/users.service.js';

/** Whether an Authorization header has the form of one with the token of a session, a JWT. */
const isOfSession = (authorization: string): boolean => /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/i.test(authorization);

/** Decides who may make a call for operators. */
@Injectable()
export class OperatorAccess {
  constructor(
    private readonly config: Config,
    private readonly guesses: Guesses,
    private readonly users: UsersService,
  ) {}

  /**
   * The machine that sends OPERATOR_TOKEN; null when the call sends something else.
   * @throws AppError rate.limited after many wrong tokens from its network. Tokens of sessions do not count
   */
  async machine({ headers: { authorization }, ip }: CallerRequest): Promise<Actor | null> {
    const { OPERATOR_TOKEN: token } = this.config;
    if (token === undefined || authorization === undefined) return null;
    if (isOfSession(authorization) && !isOfSession(`Bearer ${token}`)) return null;
    const isRight = await this.guesses.check('OPERATOR_TOKEN', ip, () => isBearer(authorization, token));
    return isRight ? { kind: 'machine', id: null, name: null, address: ip } : null;
  }

  /** The signed-in person, if their role is `operator`. The role is read at each call. @throws AppError as `refusal` */
  async person({ user, ip }: CallerRequest): Promise<Actor> {
    if (!user) throw this.refusal();
    const { id, name, role } = await this.users.get(user.userId);
    if (role !== 'operator') throw this.refusal();
    return { kind: 'operator', id, name, address: ip };
  }

  /**
   * The answer for everybody else. It is the same as before there were roles: `route.not_found` on a server without OPERATOR_TOKEN, so that
   * nobody learns from it that the call exists.
   */
  refusal(code: 'auth.token_missing' | 'auth.token_invalid' = 'auth.token_invalid'): AppError {
    return new AppError(this.config.OPERATOR_TOKEN === undefined ? 'route.not_found' : code);
  }
}
