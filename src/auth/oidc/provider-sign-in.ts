import { Injectable } from '@nestjs/common';

import type { ExchangeSignInDto } from '../../contract/dto/sign-in.dto.js';
import type { LoginView } from '../../contract/views/user.view.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { ClientInfo } from '../../platform/http/caller.js';
import { placeOf } from '../../platform/http/network.js';
import type { User } from '../../users/user.entity.js';
import { SignIn } from '../auth.service.js';
import { SignInLimits } from '../sign-in-limits.js';
import { SecondFactor } from '../two-factor/second-factor.js';
import { Identities, isTaken } from './identities.js';
import { SignInFlows } from './sign-in-flows.js';

/** Ends a transaction, so that the one-time code in it is not used up. */
class NeedsSecondFactor extends Error {
  constructor(readonly userId: string) {
    super('this account has a second factor');
  }
}

/** Exchanges a one-time code for a session. The provider is the first factor: an account with a second one is asked for its code. */
@Injectable()
export class ProviderSignIn {
  constructor(
    private readonly transactions: Transactions,
    private readonly flows: SignInFlows,
    private readonly identities: Identities,
    private readonly limits: SignInLimits,
    private readonly signIn: SignIn,
    private readonly factor: SecondFactor,
  ) {}

  /**
   * Starts a session of the person who has signed in at the provider. Without the right second factor, the one-time code stays valid.
   * @param browser the value of the browser's cookie
   * @throws AppError auth.provider_unknown, auth.sign_in_expired, auth.second_factor_required, auth.second_factor_wrong, rate.limited;
   *   whatever `Identities.accountOf` throws
   */
  async exchange(exchange: ExchangeSignInDto, browser: string | null, client: ClientInfo): Promise<LoginView> {
    const account = (proven?: string) => this.accountOf(exchange, { browser, client, proven });
    const user = await account().catch(async (error: unknown) => {
      if (!(error instanceof NeedsSecondFactor)) throw error;
      // Outside the transaction: a wrong code counts, and a right one is used up.
      await this.factor.require(error.userId, exchange.secondFactor, client);
      return account(error.userId);
    });
    await this.limits.rememberNetwork(user.id, client);
    return this.signIn.open(user, client.device, { place: placeOf(client.network) });
  }

  /** Uses up the one-time code. @throws NeedsSecondFactor unless the account has none, or is `proven` */
  private async accountOf(
    { code, codeVerifier }: ExchangeSignInDto,
    { browser, client, proven }: Attempt,
  ): Promise<User> {
    const holder = { browser, sessionId: null, codeVerifier };
    const attempt = () =>
      this.transactions.run(async (tx) => {
        const user = await this.identities.accountOf(tx, await this.flows.redeem(tx, code, holder), client);
        if (user.id !== proven && (await this.factor.isOn(user.id, tx.manager))) throw new NeedsSecondFactor(user.id);
        return user;
      });
    // Two first sign-ins of one person may come at the same moment: the second finds the account when it tries again.
    return attempt().catch((error: unknown) => {
      if (isTaken(error)) return attempt();
      throw error;
    });
  }
}

interface Attempt {
  browser: string | null;
  client: ClientInfo;
  /** The id of the account whose second factor was right. */
  proven: string | undefined;
}
