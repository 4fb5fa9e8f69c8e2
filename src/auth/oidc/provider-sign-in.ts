import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';

import type { ExchangeCodeDto } from '../../contract/dto/sign-in.dto.js';
import type { LoginView } from '../../contract/views/user.view.js';
import { violatedConstraint } from '../../platform/database/database-errors.js';
import { Transactions } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { Caller, ClientInfo } from '../../platform/http/caller.js';
import { placeOf } from '../../platform/http/network.js';
import { SignIn } from '../auth.service.js';
import { SignInLimits } from '../sign-in-limits.js';
import { Identities } from './identities.js';
import { Identity } from './identity.entity.js';
import { SignInFlows } from './sign-in-flows.js';

/** What a one-time code is exchanged for: a session, or an identity of the caller. */
@Injectable()
export class ProviderSignIn {
  constructor(
    @InjectRepository(Identity) private readonly linked: Repository<Identity>,
    private readonly transactions: Transactions,
    private readonly flows: SignInFlows,
    private readonly identities: Identities,
    private readonly limits: SignInLimits,
    private readonly signIn: SignIn,
  ) {}

  /**
   * Starts a session of the person who has signed in at the provider.
   * @param browser the value of the browser's cookie
   * @throws AppError auth.provider_unknown, auth.sign_in_expired; whatever `Identities.accountOf` throws
   */
  async exchange(
    { code, codeVerifier }: ExchangeCodeDto,
    browser: string | null,
    client: ClientInfo,
  ): Promise<LoginView> {
    const holder = { browser, sessionId: null, codeVerifier };
    const attempt = () =>
      this.transactions.run(async (tx) =>
        this.identities.accountOf(tx, await this.flows.redeem(tx, code, holder), client),
      );
    // Two first sign-ins of one person may come at the same moment: the second finds the account when it tries again.
    const user = await attempt().catch((error: unknown) => {
      if (isTaken(error)) return attempt();
      throw error;
    });
    await this.limits.rememberNetwork(user.id, client);
    return this.signIn.open(user, client.device, { place: placeOf(client.network) });
  }

  /** Links an identity to the caller's account. @throws AppError auth.sign_in_expired; whatever `Identities.link` throws */
  async link({ userId, sessionId }: Caller, { code, codeVerifier }: ExchangeCodeDto): Promise<Identity> {
    const holder = { browser: null, sessionId, codeVerifier };
    try {
      return await this.transactions.run(async (tx) =>
        this.identities.link(tx, userId, await this.flows.redeem(tx, code, holder)),
      );
    } catch (error) {
      throw isTaken(error) ? new AppError('identity.taken') : error;
    }
  }

  /** The identities of the caller, oldest first. */
  of({ userId }: Caller): Promise<Identity[]> {
    return this.linked.find({ where: { userId }, order: { id: 'ASC' } });
  }

  /** @throws AppError identity.not_found, identity.last */
  async unlink({ userId }: Caller, id: string): Promise<void> {
    await this.transactions.run((tx) => this.identities.unlink(tx, userId, id));
  }
}

/** Whether somebody else has stored the same person at the same moment. */
function isTaken(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'auth.email_taken';
  return violatedConstraint(error)?.startsWith('identities_') === true;
}
