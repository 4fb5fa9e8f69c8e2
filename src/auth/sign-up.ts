import { Injectable } from '@nestjs/common';

import type { RegisterDto } from '../contract/dto/auth.dto.js';
import type { LoginView } from '../contract/views/user.view.js';
import type { ClientInfo } from '../platform/http/caller.js';
import { placeOf } from '../platform/http/network.js';
import { AccountLimits } from './accounts/account-limits.js';
import { AccountMails } from './accounts/account-mails.js';
import { SignIn } from './auth.service.js';
import { Passwords } from './passwords.js';
import { Registration } from './registration.js';
import { SignInLimits } from './sign-in-limits.js';

/** Registration by e-mail and password. */
@Injectable()
export class SignUp {
  constructor(
    private readonly passwords: Passwords,
    private readonly registration: Registration,
    private readonly limits: SignInLimits,
    private readonly mails: AccountMails,
    private readonly signIn: SignIn,
    private readonly accountLimits: AccountLimits,
  ) {}

  /**
   * Creates an account and starts a session. Where mails reach people, it only sends a mail: with a link that creates the account, or, when there is
   * one already, saying so. The answer then is the same for both.
   * @returns null when a mail was sent
   * @throws AppError auth.email_taken, auth.registration_closed, auth.invite_required, auth.invite_invalid, rate.limited, overloaded
   */
  async register({ email, password, name, invite }: RegisterDto, client: ClientInfo): Promise<LoginView | null> {
    const inviteHash = await this.registration.admit(invite, client);
    const account = { name, passwordHash: await this.passwords.hash(password) };
    if (this.mails.confirmRegistrations) {
      await this.accountLimits.askForMail(client);
      this.mails.registration(email, { ...account, inviteHash: inviteHash?.toString('hex') ?? null });
      return null;
    }
    const user = await this.registration.add({ email, ...account }, inviteHash);
    await this.limits.rememberNetwork(user.id, client);
    this.mails.welcome(user);
    return this.signIn.open(user, client.device, { place: placeOf(client.network) });
  }
}
