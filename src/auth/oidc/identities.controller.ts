import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ConfirmPasswordDto } from '../../contract/dto/account.dto.js';
import { ExchangeCodeDto, LinkIdentityDto } from '../../contract/dto/sign-in.dto.js';
import { success } from '../../contract/envelope.js';
import { IdentityView, SignInAddressView } from '../../contract/views/sign-in.view.js';
import { Config } from '../../platform/config/config.js';
import { type Caller, Client, type ClientInfo, Me } from '../../platform/http/caller.js';
import { Answers } from '../../platform/http/docs/answers.js';
import { AccountMails } from '../accounts/account-mails.js';
import { OwnPassword } from '../accounts/own-password.js';
import type { Identity } from './identity.entity.js';
import { LinkedIdentities } from './linked-identities.js';
import { providersOf } from './providers.js';
import { destinationOf, SignInFlows } from './sign-in-flows.js';

@ApiTags('auth')
@Controller('api/me/identities')
export class IdentitiesController {
  constructor(
    private readonly flows: SignInFlows,
    private readonly identities: LinkedIdentities,
    private readonly own: OwnPassword,
    private readonly mails: AccountMails,
    private readonly config: Config,
  ) {}

  /** The accounts at providers with which the caller can sign in. */
  @Get()
  @Answers([IdentityView])
  async all(@Me() me: Caller) {
    const found = await this.identities.of(me);
    return success(found.map((identity) => this.viewOf(identity)));
  }

  /**
   * Begins to link an identity, with the password of the caller. The browser goes to `url`, and comes back with `#link=<code>`, for the next
   * call of the same session.
   */
  @Post('oidc')
  @HttpCode(200)
  @Answers(SignInAddressView, {
    errors: [
      'request.invalid',
      'auth.password_wrong',
      'auth.sign_in_again',
      'auth.provider_unknown',
      'auth.provider_failed',
    ],
  })
  async begin(@Me() me: Caller, @Body() wanted: LinkIdentityDto, @Client() client: ClientInfo) {
    await this.own.confirm(me, wanted.password, client);
    const destination = destinationOf(wanted);
    this.flows.check(destination);
    return success({ url: await this.flows.begin({ browser: null, sessionId: me.sessionId }, destination) });
  }

  /** Links the identity of a code to the caller's account. A confirmed e-mail gets a notice. */
  @Post()
  @Answers(IdentityView, {
    status: 201,
    errors: ['auth.provider_unknown', 'auth.sign_in_expired', 'identity.taken', 'identity.one_per_provider'],
  })
  async link(@Me() me: Caller, @Body() code: ExchangeCodeDto) {
    const { identity, owner, isNew } = await this.identities.link(me, code);
    if (isNew) this.mails.identityChanged(owner, true);
    return success(this.viewOf(identity));
  }

  /** Removes an identity, with the password of the caller: they cannot sign in with it any more. Their sessions stay. */
  @Delete(':identity')
  @Answers(null, {
    errors: ['request.invalid', 'auth.password_wrong', 'auth.sign_in_again', 'identity.not_found', 'identity.last'],
  })
  async unlink(
    @Me() me: Caller,
    @Param('identity') id: string,
    @Body() { password }: ConfirmPasswordDto,
    @Client() client: ClientInfo,
  ) {
    const owner = await this.own.confirm(me, password, client);
    await this.identities.unlink(me, id);
    this.mails.identityChanged(owner, false);
    return success();
  }

  private viewOf({ id, issuer, email, createdAt }: Identity): IdentityView {
    const isCurrent = issuer.replace(/\/$/, '') === this.config.OIDC_ISSUER?.replace(/\/$/, '');
    const [current] = providersOf(this.config);
    return {
      id,
      provider: (isCurrent ? current?.name : undefined) ?? issuer,
      email,
      createdAt: createdAt.toISOString(),
    };
  }
}
