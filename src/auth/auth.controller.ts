import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { LoginDto, RegisterDto } from '../contract/auth.dto.js';
import { LoginView, MyselfView } from '../contract/auth.view.js';
import { success } from '../contract/envelope.js';
import { UpdateMeDto } from '../contract/user.dto.js';
import { Answers } from '../platform/http/answers.js';
import { type Caller, Me, Public } from '../platform/http/caller.js';
import { Device } from '../platform/http/device.js';
import { Documented } from '../platform/http/documented.js';
import { ChecksPassword } from '../platform/rates/rate-limits.js';
import { AuthService } from './auth.service.js';
import { Devices } from './devices.js';
import { SignIn } from './sign-in.js';

@ApiTags('auth')
@Controller('api')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly signIn: SignIn,
    private readonly devices: Devices,
  ) {}

  /** Signs in; the token goes into the Authorization header of every other call. */
  @Public()
  @ChecksPassword()
  @Post('login')
  @Documented(LoginDto)
  @HttpCode(200)
  @Answers(LoginView, { bare: true, errors: ['request.invalid', 'auth.bad_credentials'] })
  login(@Body() credentials: LoginDto, @Device() device: string | null): Promise<LoginView> {
    return this.auth.login(credentials, device);
  }

  /** Makes an account; answers like login. */
  @Public()
  @ChecksPassword()
  @Post('register')
  @Answers(LoginView, { bare: true, status: 201, errors: ['request.invalid', 'auth.email_taken'] })
  register(@Body() account: RegisterDto, @Device() device: string | null): Promise<LoginView> {
    return this.auth.register(account, device);
  }

  /** A new token for the same session. */
  @Post('refresh')
  @HttpCode(200)
  @Answers(LoginView, { bare: true })
  refresh(@Me() me: Caller): Promise<LoginView> {
    return this.signIn.refresh(me);
  }

  /** Ends the session: its tokens and sockets are good for nothing from here on. */
  @Post('logout')
  @HttpCode(200)
  @Answers(null)
  async logout(@Me() me: Caller) {
    await this.devices.signOut(me);
    return success();
  }

  /** The caller's own account. */
  @Get('me')
  @Answers(MyselfView)
  async me(@Me() me: Caller) {
    return success(await this.auth.me(me));
  }

  /** Changes what is given of the caller's name, who may add them to groups, and who sees when they were last online. */
  @Patch('me')
  @Answers(MyselfView, { errors: ['request.invalid'] })
  async change(@Me() me: Caller, @Body() wanted: UpdateMeDto) {
    return success(await this.auth.change(me, wanted));
  }
}
