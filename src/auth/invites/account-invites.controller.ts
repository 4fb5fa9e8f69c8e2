import { Body, Controller, Delete, Get, Header, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { CreateAccountInviteDto, ListAccountInvitesDto } from '../../contract/dto/invite.dto.js';
import { NextMeta, success } from '../../contract/envelope.js';
import { AccountInviteView, NewAccountInviteView } from '../../contract/views/invite.view.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { type Actor, Operator, OperatorCall } from '../../platform/http/operator.guard.js';
import { AccountInvites } from './account-invites.js';

/** For operators. */
@OperatorCall()
@ApiTags('operations')
@Controller('api/invites')
export class AccountInvitesController {
  constructor(private readonly invites: AccountInvites) {}

  /** Creates an invite with which people create accounts. Its code is answered only now. */
  @Post()
  @Answers(NewAccountInviteView, { status: 201, errors: ['request.invalid', 'route.not_found'] })
  async create(@Operator() operator: Actor, @Body() wanted: CreateAccountInviteDto) {
    return success(await this.invites.create(wanted, operator));
  }

  /** Lists the account invites that are neither revoked nor expired, newest first; those that are used up are among them. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Answers([AccountInviteView], { errors: ['request.invalid', 'route.not_found'], meta: NextMeta })
  async list(@Query() query: ListAccountInvitesDto) {
    const { data, next } = await this.invites.list(query);
    return success(data, { next });
  }

  /**
   * Revokes the account invite with this code or id: nobody can create an account with it any more. Accounts that were created with it stay.
   */
  @Delete(':code')
  @Answers(null, { errors: ['invite.not_found', 'route.not_found'] })
  async revoke(@Operator() operator: Actor, @Param('code') codeOrId: string) {
    await this.invites.revoke(codeOrId, operator);
    return success();
  }
}
