import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { AccountLife } from '../auth/account-life.js';
import { OwnPassword } from '../auth/accounts/own-password.js';
import { ConfirmPasswordDto } from '../contract/dto/account.dto.js';
import { success } from '../contract/envelope.js';
import { type Caller, Client, type ClientInfo, Me } from '../platform/http/caller.js';
import { Answers } from '../platform/http/docs/answers.js';
import { AccountDeletion } from './account-deletion.js';

@ApiTags('auth')
@Controller('api/me')
export class AccountController {
  constructor(
    private readonly own: OwnPassword,
    private readonly life: AccountLife,
    private readonly deletion: AccountDeletion,
  ) {}

  /**
   * Deactivates the caller's account: all sessions end, nobody finds it or can add it, and it cannot sign in until an operator reactivates it.
   * Messages and memberships stay.
   */
  @Post('deactivate')
  @HttpCode(200)
  @Answers(null, { errors: ['request.invalid', 'auth.password_wrong', 'auth.sign_in_again'] })
  async deactivate(@Me() me: Caller, @Body() { password }: ConfirmPasswordDto, @Client() client: ClientInfo) {
    await this.own.confirm(me, password, client);
    await this.life.deactivate(me.userId);
    return success();
  }

  /**
   * Deletes the caller's account for good. Their messages stay, as those of a deleted account; they leave all groups; everything else about them is
   * removed. This cannot be undone.
   */
  @Delete()
  @Answers(null, { errors: ['request.invalid', 'auth.password_wrong', 'auth.sign_in_again'] })
  async delete(@Me() me: Caller, @Body() { password }: ConfirmPasswordDto, @Client() client: ClientInfo) {
    await this.own.confirm(me, password, client);
    await this.deletion.delete(me.userId);
    return success();
  }
}
