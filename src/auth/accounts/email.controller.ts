import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ChangeEmailDto, VerifyEmailDto } from '../../contract/dto/account.dto.js';
import { success } from '../../contract/envelope.js';
import { type Caller, Client, type ClientInfo, Me, Public } from '../../platform/http/caller.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { UsersService } from '../../users/users.service.js';
import { AccountLimits } from './account-limits.js';
import { AccountMails } from './account-mails.js';
import { EmailChanges } from './email-changes.js';
import { OwnPassword } from './own-password.js';

@ApiTags('auth')
@Controller('api')
export class EmailController {
  constructor(
    private readonly mailer: Mailer,
    private readonly mails: AccountMails,
    private readonly limits: AccountLimits,
    private readonly own: OwnPassword,
    private readonly changes: EmailChanges,
    private readonly users: UsersService,
  ) {}

  /**
   * Asks for another e-mail. A mail goes to the new one, and the account has it when the link in that mail is used. The e-mail before gets a
   * notice. The answer is the same when another account has the new e-mail.
   */
  @Post('me/email')
  @HttpCode(200)
  @Answers(null, { errors: ['request.invalid', 'auth.password_wrong', 'auth.sign_in_again', 'mail.unavailable'] })
  async change(@Me() me: Caller, @Body() { email, password }: ChangeEmailDto, @Client() client: ClientInfo) {
    this.mailer.mustBeAvailable();
    const user = await this.own.confirm(me, password, client);
    await this.limits.mailBy(me.userId);
    this.mails.emailChange(user, email);
    return success();
  }

  /** Sends the mail again that verifies the caller's e-mail. Nothing is sent when it is verified. */
  @Post('me/email/verification')
  @HttpCode(200)
  @Answers(null, { errors: ['mail.unavailable'] })
  async sendAgain(@Me() me: Caller) {
    this.mailer.mustBeAvailable();
    const user = await this.users.get(me.userId);
    if (user.emailVerifiedAt !== null) return success();
    await this.limits.mailBy(me.userId);
    this.mails.verification(user);
    return success();
  }

  /** Verifies an e-mail with the token of the mail: of the caller, a new one, or that of a registration, which then becomes an account. */
  @Public()
  @Post('email/verify')
  @HttpCode(200)
  @Answers(null, { errors: ['request.invalid', 'auth.link_invalid', 'auth.email_taken', 'auth.invite_invalid'] })
  async verify(@Body() { token }: VerifyEmailDto, @Client() client: ClientInfo) {
    await this.limits.link(client, () => this.changes.verify(token));
    return success();
  }
}
