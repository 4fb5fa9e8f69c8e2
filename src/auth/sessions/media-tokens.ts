import { Injectable } from '@nestjs/common';

import type { Caller } from '../../platform/http/caller.js';
import { Sessions } from './sessions.js';
import { Tokens } from './tokens.js';

/** Lets in who has a media token of a session that lives. */
@Injectable()
export class MediaTokens {
  constructor(
    private readonly tokens: Tokens,
    private readonly sessions: Sessions,
  ) {}

  /** @throws AppError auth.token_expired, auth.token_invalid, auth.session_revoked */
  check(token: string): Promise<Caller> {
    return this.sessions.check(this.tokens.readMedia(token));
  }
}
