import { randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, Not } from 'typeorm';
import { DataSource } from 'typeorm';

import type { RecoveryCodesView, TwoFactorSecretView, TwoFactorView } from '../../contract/views/account.view.js';
import { Transactions } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { ClientInfo } from '../../platform/http/caller.js';
import { CodeLimits } from './code-limits.js';
import { RecoveryCodes } from './recovery-codes.js';
import { SecretBox } from './secret-box.js';
import { base32, stepOf, totpAddress } from './totp.js';
import { RecoveryCode, TwoFactor } from './two-factor.entity.js';

/** As long as the key of SHA-1, as RFC 4226 recommends. */
const SECRET_BYTES = 20;
const TOTP_CODE = /^\d{6}$/;

/** The second factor of sign-in: codes of an authenticator app (TOTP), and recovery codes. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly database: DataSource,
    private readonly transactions: Transactions,
    private readonly box: SecretBox,
    private readonly recovery: RecoveryCodes,
    private readonly limits: CodeLimits,
  ) {}

  async of(userId: string): Promise<TwoFactorView> {
    const enabled = await this.isOn(userId);
    return { enabled, recoveryCodesLeft: enabled ? await this.recovery.countOf(userId) : 0 };
  }

  /**
   * Makes a secret for an authenticator app. It has no effect until a code of it is confirmed. A second call replaces the secret.
   * @param account what the app shows beside its codes
   * @throws AppError auth.second_factor_on
   */
  async begin(userId: string, account: string): Promise<TwoFactorSecretView> {
    const secret = randomBytes(SECRET_BYTES);
    const row = { userId, secret: this.box.seal(userId, secret), lastStep: 0 };
    await this.transactions.run(async ({ manager }) => {
      await manager.createQueryBuilder().insert().into(TwoFactor).values(row).orIgnore().execute();
      const { affected } = await manager.update(TwoFactor, { userId, confirmedAt: IsNull() }, row);
      if (affected !== 1) throw new AppError('auth.second_factor_on');
    });
    return { secret: base32(secret), uri: totpAddress(secret, account) };
  }

  /**
   * Switches the second factor on, when the code shows that the app works.
   * @throws AppError auth.second_factor_off when none was begun, auth.second_factor_on, auth.second_factor_wrong
   */
  async confirm(userId: string, code: string, client: ClientInfo): Promise<RecoveryCodesView> {
    const factor = await this.database.manager.findOneBy(TwoFactor, { userId });
    if (!factor) throw new AppError('auth.second_factor_off');
    if (factor.confirmedAt !== null) throw new AppError('auth.second_factor_on');
    if (!(await this.limits.guess(userId, client, () => this.isTotp(factor, plain(code)))))
      throw new AppError('auth.second_factor_wrong');
    const recoveryCodes = await this.transactions.run(async ({ manager }) => {
      const confirmed = { confirmedAt: () => 'now()' };
      const still = { userId, secret: factor.secret, confirmedAt: IsNull() };
      const { affected } = await manager.update(TwoFactor, still, confirmed);
      if (affected !== 1) throw new AppError('auth.second_factor_wrong'); // it was begun anew meanwhile
      return this.recovery.renew(manager, userId);
    });
    return { recoveryCodes };
  }

  /**
   * Checks the second factor of a user who has given the right password, or has signed in at the provider. Does nothing when they have none.
   * @param code of the app, or a recovery code; either is used up
   * @throws AppError auth.second_factor_required without a code, auth.second_factor_wrong, rate.limited
   */
  async require(userId: string, code: string | undefined, client: ClientInfo): Promise<void> {
    const factor = await this.database.manager.findOneBy(TwoFactor, { userId, confirmedAt: Not(IsNull()) });
    if (!factor) return;
    if (code === undefined) throw new AppError('auth.second_factor_required');
    if (!(await this.limits.guess(userId, client, () => this.accepts(factor, plain(code)))))
      throw new AppError('auth.second_factor_wrong');
  }

  /** @param manager of the transaction to use, if there is one */
  async isOn(userId: string, manager = this.database.manager): Promise<boolean> {
    return manager.existsBy(TwoFactor, { userId, confirmedAt: Not(IsNull()) });
  }

  /** Switches the second factor off. Idempotent. @returns false when it was off */
  async remove(userId: string): Promise<boolean> {
    return this.transactions.run(async ({ manager }) => {
      const { affected } = await manager.delete(TwoFactor, { userId });
      await manager.delete(RecoveryCode, { userId });
      return affected === 1;
    });
  }

  private async accepts(factor: TwoFactor, code: string): Promise<boolean> {
    return TOTP_CODE.test(code) ? this.isTotp(factor, code) : this.recovery.use(factor.userId, code);
  }

  /** A right code is accepted once: its step is stored, and only later steps count from then on. */
  private async isTotp({ userId, secret: sealed }: TwoFactor, code: string): Promise<boolean> {
    const secret = this.box.open(userId, sealed);
    const step = secret && stepOf(secret, code, Date.now());
    if (secret === null || step === null) return false;
    const earlier = { userId, lastStep: LessThan(step) };
    const resealed = this.box.isOutdated(userId, sealed) ? { secret: this.box.seal(userId, secret) } : {};
    const { affected } = await this.database.manager.update(TwoFactor, earlier, { lastStep: step, ...resealed });
    return affected === 1;
  }
}

/** People type codes with the blanks and dashes that they are shown with. */
const plain = (code: string): string => code.replace(/[\s-]/g, '').toLowerCase();
