import { randomInt } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { storedEmail } from '../../contract/rules/text-rules.js';
import { Config } from '../../platform/config/config.js';
import type { Mail } from '../../platform/mail/mail.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { UsersService } from '../../users/users.service.js';
import { OneTimeLinks } from '../links/one-time-links.js';
import type { PendingRegistration } from '../links/one-time-link.entity.js';
import { AccountLimits } from './account-limits.js';
import * as texts from './mail-texts.js';

/**
 * Milliseconds after which a mail to an address that a stranger has typed is written. Whether the address has an account decides what there is to
 * do, so it is looked up only when the stranger has the answer, at a moment that they cannot predict: the next call does not meet it.
 */
const LOOKED_UP_AFTER = { min: 100, max: 500 };

interface Addressed {
  id: string;
  /** Null: the account has no address, and gets no mail. */
  email: string | null;
}

/** Sends the mails about accounts. None of its methods waits for a mail, and none shows whether an address has an account. */
@Injectable()
export class AccountMails {
  constructor(
    private readonly mailer: Mailer,
    private readonly links: OneTimeLinks,
    private readonly users: UsersService,
    private readonly limits: AccountLimits,
    private readonly config: Config,
  ) {}

  /**
   * Whether an account is created only when the link in a mail is used. So it is where mails reach people: then the answer to a registration can
   * be the same whether or not the address has an account.
   */
  get confirmRegistrations(): boolean {
    return this.mailer.delivers;
  }

  /** Sends a link to set a new password, if the address has an account that is not deactivated. @throws AppError overloaded */
  forgottenPassword(typed: string): void {
    this.lookUpLater(async () => {
      const user = await this.users.findForLogin(typed);
      if (user?.deactivatedAt !== null || !(await this.limits.mayMailTo(user.email))) return null;
      const token = await this.links.make({ kind: 'password', userId: user.id, email: user.email });
      return texts.resetMail(user.email, this.link('reset-password', token));
    });
  }

  /** Sends a link that creates the account, or, if the address has one already, says so. @throws AppError overloaded */
  registration(typed: string, registration: PendingRegistration): void {
    const email = storedEmail(typed);
    this.lookUpLater(async () => {
      if (!(await this.limits.mayMailTo(email))) return null;
      const known = await this.users.findForLogin(email);
      if (known) return texts.alreadyRegisteredMail(known.email, this.config.publicUrl);
      const token = await this.links.make({ kind: 'registration', userId: null, email, registration });
      return texts.registrationMail(email, this.link('confirm-email', token));
    });
  }

  /** Sends a link that makes this address the verified one of the account. @throws AppError overloaded */
  verification({ id, email }: Addressed): void {
    if (email === null) return;
    this.mailer.send(async () => {
      const token = await this.links.make({ kind: 'email', userId: id, email });
      return texts.verifyMail(email, this.link('confirm-email', token));
    });
  }

  /** Sends the same link to a new account, unless too many mails wait: the person can ask for it. */
  welcome(user: Addressed): void {
    if (!this.mailer.isFull) this.verification(user);
  }

  /**
   * Sends such a link to an address that a user wants instead, or, if it has another account, says so there. The address before gets a notice.
   * @throws AppError overloaded
   */
  emailChange(user: Addressed, typed: string): void {
    const email = storedEmail(typed);
    this.lookUpLater(async () => {
      const known = await this.users.findForLogin(email);
      if (known && known.id !== user.id) return texts.addressInUseMail(known.email, this.config.publicUrl);
      const token = await this.links.make({ kind: 'email', userId: user.id, email });
      return texts.verifyMail(email, this.link('confirm-email', token));
    });
    this.notice(user, (to) => texts.emailChangeMail(to, this.config.publicUrl));
  }

  passwordChanged(user: Addressed): void {
    this.notice(user, (to) => texts.passwordChangedMail(to, this.config.publicUrl));
  }

  twoFactorChanged(user: Addressed, isOn: boolean): void {
    this.notice(user, (to) => texts.twoFactorMail(to, isOn, this.config.publicUrl));
  }

  /** Only a confirmed address learns of it: it may be the same as that of the account at the provider. */
  identityChanged(user: Addressed & { emailVerifiedAt: Date | null }, isLinked: boolean): void {
    if (user.emailVerifiedAt === null) return;
    this.notice(user, (to) => texts.identityMail(to, isLinked, this.config.publicUrl));
  }

  /** A notice is not worth a failure of what it tells of: when too many mails wait, it is left out. */
  private notice({ email }: Addressed, write: (to: string) => Mail): void {
    if (email === null || this.mailer.isFull) return;
    this.mailer.send(() => Promise.resolve(write(email)));
  }

  private lookUpLater(write: () => Promise<Mail | null>): void {
    this.mailer.send(write, randomInt(LOOKED_UP_AFTER.min, LOOKED_UP_AFTER.max));
  }

  /** The token is in the fragment, which browsers do not send: it gets into no log and no Referer. */
  private link(place: string, token: string): string {
    return `${this.config.publicUrl}/#/${place}/${token}`;
  }
}
