import { Injectable } from '@nestjs/common';

import { Sessions } from '../../auth/sessions/sessions.js';
import { Tokens } from '../../auth/sessions/tokens.js';
import { SCOPES } from '../../contract/views/server.view.js';
import { Config } from '../../platform/config/config.js';
import { AppError } from '../../platform/errors/app-error.js';
import { isSame } from '../../platform/http/operator.guard.js';
import type { ServerCaller } from '../../platform/http/caller.js';
import { Guesses } from '../../platform/rates/guesses.js';
import { UsersService } from '../../users/users.service.js';

/** Tokens of sessions are no guesses of OPERATOR_TOKEN. */
const isJwt = (bearer: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(bearer);

/** Recognises those who run the server: OPERATOR_TOKEN, and people with the role `operator`. */
@Injectable()
export class Operators {
  constructor(
    private readonly config: Config,
    private readonly tokens: Tokens,
    private readonly sessions: Sessions,
    private readonly users: UsersService,
    private readonly guesses: Guesses,
  ) {}

  /** @throws AppError auth.token_invalid, also for the token of somebody else; auth.token_expired, auth.session_revoked */
  async check(bearer: string, address: string): Promise<ServerCaller> {
    const { OPERATOR_TOKEN } = this.config;
    const isMachine = OPERATOR_TOKEN !== undefined && !isJwt(bearer);
    if (isMachine && (await this.guesses.check('OPERATOR_TOKEN', address, () => isSame(bearer, OPERATOR_TOKEN)))) {
      return { kind: 'machine', id: null, name: null, address, scopes: SCOPES };
    }
    const { userId } = await this.sessions.check(this.tokens.readApi(bearer));
    const { role, name } = await this.users.get(userId);
    if (role !== 'operator') throw new AppError('auth.token_invalid');
    return { kind: 'operator', id: userId, name, address, scopes: SCOPES };
  }
}
