import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { LoginDto, LogoutDto, RegisterDto, UpdateMeDto } from '../contract/dto/auth.dto.js';
import { LoginView, MyselfView } from '../contract/views/user.view.js';
import { success } from '../contract/envelope.js';
import { Answers, Documented } from '../platform/http/docs/answers.js';
import { type Caller, Client, type ClientInfo, Me, Public } from '../platform/http/caller.js';
import { AuthService, SignIn } from './auth.service.js';
import { SignInTurns } from './sign-in-turns.js';
import { Devices } from './sessions/sessions.controller.js';

@ApiTags('auth')
@Controller('api')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly signIn: SignIn,
    private readonly devices: Devices,
    private readonly turns: SignInTurns,
  ) {}

  /** Signs in. The token goes into the Authorization header of every other call. */
  @Public()
  @Post('login')
  @Documented(LoginDto)
  @HttpCode(200)
  @Answers(LoginView, { bare: true, errors: ['request.invalid', 'auth.bad_credentials', 'auth.deactivated'] })
  login(@Body() credentials: LoginDto, @Client() client: ClientInfo): Promise<LoginView> {
    return this.turns.run(client, () => this.auth.login(credentials, client));
  }

  /** Creates an account. Answers like login. On a server that requires invites, `invite` is the code of one. */
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
  register(@Body() account: RegisterDto, @Client() client: ClientInfo): Promise<LoginView> {
    return this.turns.run(client, () => this.auth.register(account, client));
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
    return success(await this.auth.me(me));
  }

  /** Changes the fields that are given: the name, who may add the caller to groups, who sees when they were last online. */
  @Patch('me')
  @Answers(MyselfView, { errors: ['request.invalid'] })
  async change(@Me() me: Caller, @Body() wanted: UpdateMeDto) {
    return success(await this.auth.change(me, wanted));
  }
}
