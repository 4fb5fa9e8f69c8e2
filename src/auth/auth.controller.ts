import { Body, Controller, Get, HttpCode, Patch, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { LoginDto, LogoutDto, RegisterDto, UpdateMeDto } from '../contract/dto/auth.dto.js';
import { LoginView, MyselfView } from '../contract/views/user.view.js';
import { success, type Success } from '../contract/envelope.js';
import { Answers, Documented, MayAnswer } from '../platform/http/docs/answers.js';
import { type Caller, Client, type ClientInfo, Me, Public } from '../platform/http/caller.js';
import { AuthService, SignIn } from './auth.service.js';
import { OwnAccount } from './own-account.js';
import { SignInTurns } from './sign-in-turns.js';
import { Devices } from './sessions/sessions.controller.js';
import { SignUp } from './sign-up.js';

@ApiTags('auth')
@Controller('api')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly signUp: SignUp,
    private readonly signIn: SignIn,
    private readonly devices: Devices,
    private readonly account: OwnAccount,
    private readonly turns: SignInTurns,
  ) {}

  /** Signs in. The token goes into the Authorization header of every other call. */
  @Public()
  @Post('login')
  @Documented(LoginDto)
  @HttpCode(200)
  @Answers(LoginView, {
    bare: true,
    errors: [
      ...(['request.invalid', 'auth.bad_credentials', 'auth.deactivated'] as const),
      ...(['auth.second_factor_required', 'auth.second_factor_wrong'] as const),
    ],
  })
  login(@Body() credentials: LoginDto, @Client() client: ClientInfo): Promise<LoginView> {
    return this.turns.run(client, () => this.auth.login(credentials, client));
  }

  /**
   * Creates an account. Answers like login. On a server that requires invites, `invite` is the code of one. Where the server has a mail server, it
   * answers 202 without a token, for a new e-mail and for one that has an account: the mail says how to go on.
   */
  @Public()
  @Post('register')
  @Answers(LoginView, {
    bare: true,
    status: 201,
    errors: [
      'request.invalid',
      'auth.email_taken',
      'auth.registration_closed',
      'auth.invite_required',
      'auth.invite_invalid',
    ],
  })
  @MayAnswer(202, 'a mail was sent: the account exists when its link is used')
  async register(
    @Body() account: RegisterDto,
    @Client() client: ClientInfo,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LoginView | Success> {
    const login = await this.turns.run(client, () => this.signUp.register(account, client));
    if (login) return login;
    reply.status(202);
    return success();
  }

  /**
   * Replaces the token of this session. The old token is accepted for ten seconds more: a retry with it, when no answer came, gets
   * the same new token.
   */
  @Post('refresh')
  @HttpCode(200)
  @Answers(LoginView, { bare: true })
  refresh(@Me() me: Caller): Promise<LoginView> {
    return this.signIn.refresh(me);
  }

  /** Ends the session: its tokens are refused and its sockets are closed. With `everywhere`, ends all sessions of the caller. */
  @Post('logout')
  @HttpCode(200)
  @Answers(null, { errors: ['request.invalid'] })
  async logout(@Me() me: Caller, @Body() { everywhere = false }: LogoutDto) {
    if (everywhere) await this.devices.signOutAll(me);
    else await this.devices.signOut(me);
    return success();
  }

  /** The caller's own account. */
  @Get('me')
  @Answers(MyselfView)
  async me(@Me() me: Caller) {
    return success(await this.account.show(me));
  }

  /** Changes the fields that are given: the name, who may add the caller to groups, who sees when they were last online, data. */
  @Patch('me')
  @Answers(MyselfView, { errors: ['request.invalid'] })
  async change(@Me() me: Caller, @Body() wanted: UpdateMeDto) {
    return success(await this.account.change(me, wanted));
  }
}
