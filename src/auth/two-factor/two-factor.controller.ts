import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ConfirmPasswordDto, ConfirmTwoFactorDto, RemoveTwoFactorDto } from '../../contract/dto/account.dto.js';
import { success } from '../../contract/envelope.js';
import { RecoveryCodesView, TwoFactorSecretView, TwoFactorView } from '../../contract/views/account.view.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type Caller, Client, type ClientInfo, Me } from '../../platform/http/caller.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { UsersService } from '../../users/users.service.js';
import { AccountMails } from '../accounts/account-mails.js';
import { OwnPassword } from '../accounts/own-password.js';
import { SecondFactor } from './second-factor.js';

@ApiTags('auth')
@Controller('api/me/two-factor')
export class TwoFactorController {
  constructor(
    private readonly own: OwnPassword,
    private readonly factor: SecondFactor,
    private readonly mails: AccountMails,
    private readonly users: UsersService,
  ) {}

  /** Whether the caller needs a second factor to sign in. */
  @Get()
  @Answers(TwoFactorView)
  async show(@Me() me: Caller) {
    return success(await this.factor.of(me.userId));
  }

  /** Makes a secret for an authenticator app. It has no effect until a code is confirmed; a second call replaces it. */
  @Post()
  @HttpCode(200)
  @Answers(TwoFactorSecretView, {
    errors: ['request.invalid', 'auth.password_wrong', 'auth.sign_in_again', 'auth.second_factor_on'],
  })
  async begin(@Me() me: Caller, @Body() { password }: ConfirmPasswordDto, @Client() client: ClientInfo) {
    const { id, email, name } = await this.own.confirm(me, password, client);
    return success(await this.factor.begin(id, email ?? name));
  }

  /** Switches the second factor on with a code of the app. From then on sign-in needs a code. Sessions stay. */
  @Post('confirm')
  @HttpCode(200)
  @Answers(RecoveryCodesView, {
    errors: ['request.invalid', 'auth.second_factor_wrong', 'auth.second_factor_on', 'auth.second_factor_off'],
  })
  async confirm(@Me() me: Caller, @Body() { code }: ConfirmTwoFactorDto, @Client() client: ClientInfo) {
    const codes = await this.factor.confirm(me.userId, code, client);
    this.mails.twoFactorChanged(await this.users.get(me.userId), true);
    return success(codes);
  }

  /** Switches the second factor off, and removes the recovery codes. */
  @Delete()
  @Answers(null, {
    errors: [
      'request.invalid',
      'auth.password_wrong',
      'auth.sign_in_again',
      'auth.second_factor_wrong',
      'auth.second_factor_off',
    ],
  })
  async remove(@Me() me: Caller, @Body() { password, code }: RemoveTwoFactorDto, @Client() client: ClientInfo) {
    const user = await this.own.confirm(me, password, client);
    if (!(await this.factor.isOn(me.userId))) throw new AppError('auth.second_factor_off');
    await this.factor.require(me.userId, code, client);
    await this.factor.remove(me.userId);
    this.mails.twoFactorChanged(user, false);
    return success();
  }
}
