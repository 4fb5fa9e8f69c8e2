import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { BeginSignInDto, ExchangeSignInDto } from '../../contract/dto/sign-in.dto.js';
import { ignoreUnknownKeys } from '../../contract/rules/known-keys.js';
import { LoginView } from '../../contract/views/user.view.js';
import { Client, type ClientInfo, Public } from '../../platform/http/caller.js';
import { Answers, Redirects } from '../../platform/http/docs/answers.js';
import { BrowserCookie, Cookies } from './browser-cookie.js';
import { ProviderSignIn } from './provider-sign-in.js';
import { destinationOf, SignInFlows } from './sign-in-flows.js';

/** Signing in with the provider: the browser goes there and comes back with a one-time code, which is exchanged for a token. */
@ApiTags('auth')
@Controller('api/sign-in')
export class OidcController {
  constructor(
    private readonly flows: SignInFlows,
    private readonly sessions: ProviderSignIn,
    private readonly cookie: BrowserCookie,
  ) {}

  /** Sends the browser to the provider. A page or an app opens this address; it cannot be called with `fetch`. */
  @Public()
  @Get('oidc')
  @Redirects('to the provider', 'auth.provider_unknown')
  async begin(@Query() query: BeginSignInDto, @Cookies() cookies: string, @Res() reply: FastifyReply): Promise<void> {
    const destination = destinationOf(query);
    this.flows.check(destination);
    const browser = this.cookie.read(cookies) ?? this.cookie.make();
    const address = await this.flows
      .begin({ browser, sessionId: null }, destination)
      .catch((error: unknown) => this.flows.failed(destination.returnUrl, error));
    await reply
      .status(302)
      .headers({ Location: address, 'Set-Cookie': this.cookie.header(browser) })
      .send();
  }

  /**
   * Where the provider sends the browser. It goes on to the page, or to the `return` of the beginning, with `#sign-in=<code>`,
   * `#link=<code>` or `#sign-in-error=<code of an error>`. Unknown keys in the query are ignored, as OpenID Connect demands.
   */
  @Public()
  @Get('oidc/callback')
  @Redirects('to the page or the app', 'auth.provider_unknown')
  async comeBack(
    @Req() request: FastifyRequest,
    @Cookies() cookies: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { search } = new URL(request.url, 'http://here');
    const address = await this.flows.finish(search, this.cookie.read(cookies));
    await reply.status(302).header('Location', address).send();
  }

  /**
   * Exchanges the code behind `#sign-in=` for a token, once. Answers like login. After `auth.second_factor_required` or
   * `auth.second_factor_wrong` the code stays valid: the call is repeated with `secondFactor`.
   */
  @Public()
  @Post('exchange')
  @HttpCode(200)
  @Answers(LoginView, {
    bare: true,
    errors: [
      'auth.provider_unknown',
      'auth.sign_in_expired',
      'auth.email_unverified',
      'auth.link_needed',
      'auth.registration_closed',
      'auth.deactivated',
      'auth.second_factor_required',
      'auth.second_factor_wrong',
    ],
  })
  exchange(
    @Body() code: ExchangeSignInDto,
    @Cookies() cookies: string,
    @Client() client: ClientInfo,
  ): Promise<LoginView> {
    return this.sessions.exchange(code, this.cookie.read(cookies), client);
  }
}

// eslint-disable-next-line @typescript-eslint/unbound-method -- the router knows a handler by its function
ignoreUnknownKeys(OidcController.prototype.comeBack);
