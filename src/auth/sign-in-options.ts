import { Controller, Get, Header, Injectable } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { success } from '../contract/envelope.js';
import { SignInOptionsView } from '../contract/views/sign-in.view.js';
import { Config } from '../platform/config/config.js';
import { Public } from '../platform/http/caller.js';
import { Answers } from '../platform/http/docs/answers.js';
import { Mailer } from '../platform/mail/mailer.js';
import { providersOf } from './oidc/providers.js';

/** The ways to sign in to this server. */
@Injectable()
export class SignInOptions {
  constructor(
    private readonly config: Config,
    private readonly mailer: Mailer,
  ) {}

  view(): SignInOptionsView {
    return {
      registration: this.config.registration,
      confirmsEmail: this.mailer.delivers,
      passwordReset: this.mailer.available,
      providers: providersOf(this.config),
    };
  }
}

@ApiTags('auth')
@Controller('api/sign-in')
export class SignInOptionsController {
  constructor(private readonly options: SignInOptions) {}

  /** How people sign in to this server and who may create an account, for a sign-in page. It may be cached for a minute. */
  @Public()
  @Get()
  @Header('Cache-Control', 'public, max-age=60')
  @Answers(SignInOptionsView)
  show() {
    return success(this.options.view());
  }
}
