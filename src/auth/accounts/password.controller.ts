import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ChangePasswordDto, ForgottenPasswordDto, ResetPasswordDto } from '../../contract/dto/account.dto.js';
import { success } from '../../contract/envelope.js';
import { type Caller, Client, type ClientInfo, Me, Public } from '../../platform/http/caller.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { AccountLimits } from './account-limits.js';
import { AccountMails } from './account-mails.js';
import { OwnPassword } from './own-password.js';
import { PasswordChanges } from './password-changes.js';

@ApiTags('auth')
@Controller('api')
export class PasswordController {
  constructor(
    private readonly mailer: Mailer,
    private readonly mails: AccountMails,
    private readonly limits: AccountLimits,
    private readonly own: OwnPassword,
    private readonly changes: PasswordChanges,
  ) {}

  /**
   * Sends a mail with a link to set a new password, if the e-mail has an account. The answer is the same for every e-mail. An account gets at
   * most a few such mails in ten minutes.
   */
  @Public()
  @Post('password/forgot')
  @HttpCode(200)
  @Answers(null, { errors: ['request.invalid', 'mail.unavailable'] })
  async forgot(@Body() { email }: ForgottenPasswordDto, @Client() client: ClientInfo) {
    this.mailer.mustBeAvailable();
    await this.limits.askForMail(client);
    this.mails.forgottenPassword(email);
    return success();
  }

  /** Sets a new password with the token of the mail, and ends all sessions of the account. A second factor is still needed to sign in. */
  @Public()
  @Post('password/reset')
  @HttpCode(200)
  @Answers(null, { errors: ['request.invalid', 'auth.link_invalid'] })
  async reset(@Body() reset: ResetPasswordDto, @Client() client: ClientInfo) {
    this.mails.passwordChanged(await this.limits.link(client, () => this.changes.reset(reset)));
    return success();
  }

  /** Changes the password of the caller, and ends their other sessions. */
  @Post('me/password')
  @HttpCode(200)
  @Answers(null, { errors: ['request.invalid', 'auth.password_wrong'] })
  async change(@Me() me: Caller, @Body() wanted: ChangePasswordDto, @Client() client: ClientInfo) {
    const user = await this.own.confirmPassword(me, wanted.current, client);
    await this.changes.change(me, user.passwordHash, wanted.password);
    this.mails.passwordChanged(user);
    return success();
  }
}
