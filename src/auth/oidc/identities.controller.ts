import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { BeginSignInDto, ExchangeCodeDto } from '../../contract/dto/sign-in.dto.js';
import { success } from '../../contract/envelope.js';
import { IdentityView, SignInAddressView } from '../../contract/views/sign-in.view.js';
import { Config } from '../../platform/config/config.js';
import { type Caller, Me } from '../../platform/http/caller.js';
import { Answers } from '../../platform/http/docs/answers.js';
import type { Identity } from './identity.entity.js';
import { ProviderSignIn } from './provider-sign-in.js';
import { providersOf } from './providers.js';
import { destinationOf, SignInFlows } from './sign-in-flows.js';

@ApiTags('auth')
@Controller('api/me/identities')
export class IdentitiesController {
  constructor(
    private readonly flows: SignInFlows,
    private readonly identities: ProviderSignIn,
    private readonly config: Config,
  ) {}

  /** The accounts at providers with which the caller can sign in. */
  @Get()
  @Answers([IdentityView])
  async all(@Me() me: Caller) {
    const found = await this.identities.of(me);
    return success(found.map((identity) => this.viewOf(identity)));
  }

  /** Begins to link an identity. The browser goes to `url`, and comes back with `#link=<code>`, for the next call of the same session. */
  @Post('oidc')
  @HttpCode(200)
  @Answers(SignInAddressView, { errors: ['auth.provider_unknown', 'auth.provider_failed'] })
  async begin(@Me() { sessionId }: Caller, @Body() body: BeginSignInDto) {
    const destination = destinationOf(body);
    this.flows.check(destination);
    return success({ url: await this.flows.begin({ browser: null, sessionId }, destination) });
  }

  /** Links the identity of a code to the caller's account. */
  @Post()
  @Answers(IdentityView, {
    status: 201,
    errors: ['auth.provider_unknown', 'auth.sign_in_expired', 'identity.taken', 'identity.one_per_provider'],
  })
  async link(@Me() me: Caller, @Body() code: ExchangeCodeDto) {
    return success(this.viewOf(await this.identities.link(me, code)));
  }

  /** Removes an identity: the caller cannot sign in with it any more. Their sessions stay. */
  @Delete(':identity')
  @Answers(null, { errors: ['identity.not_found', 'identity.last'] })
  async unlink(@Me() me: Caller, @Param('identity') id: string) {
    await this.identities.unlink(me, id);
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
