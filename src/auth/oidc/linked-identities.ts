import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';

import type { ExchangeCodeDto } from '../../contract/dto/sign-in.dto.js';
import { Transactions } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { Caller } from '../../platform/http/caller.js';
import { Identities, isTaken, type LinkedIdentity } from './identities.js';
import { Identity } from './identity.entity.js';
import { SignInFlows } from './sign-in-flows.js';

/** The identities of a caller: listed for them, linked and removed by them. */
@Injectable()
export class LinkedIdentities {
  constructor(
    @InjectRepository(Identity) private readonly linked: Repository<Identity>,
    private readonly transactions: Transactions,
    private readonly flows: SignInFlows,
    private readonly identities: Identities,
  ) {}

  /** The identities of the caller, oldest first. */
  of({ userId }: Caller): Promise<Identity[]> {
    return this.linked.find({ where: { userId }, order: { id: 'ASC' } });
  }

  /** Links the identity of a one-time code. @throws AppError auth.sign_in_expired; whatever `Identities.link` throws */
  async link({ userId, sessionId }: Caller, { code, codeVerifier }: ExchangeCodeDto): Promise<LinkedIdentity> {
    const holder = { browser: null, sessionId, codeVerifier };
    try {
      return await this.transactions.run(async (tx) =>
        this.identities.link(tx, userId, await this.flows.redeem(tx, code, holder)),
      );
    } catch (error) {
      throw isTaken(error) ? new AppError('identity.taken') : error;
    }
  }

  /** @throws AppError identity.not_found, identity.last */
  async unlink({ userId }: Caller, id: string): Promise<void> {
    await this.transactions.run((tx) => this.identities.unlink(tx, userId, id));
  }
}
