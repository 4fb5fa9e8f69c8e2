import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

import { Config } from '../platform/config/config.js';
import { UsersModule } from '../users/users.module.js';
import { AuthController } from './auth.controller.js';
import { AuthService, SignIn } from './auth.service.js';
import { BrowserCookie } from './oidc/browser-cookie.js';
import { IdentitiesController } from './oidc/identities.controller.js';
import { Identities } from './oidc/identities.js';
import { Identity, SignInCode, SignInFlow } from './oidc/identity.entity.js';
import { OidcController } from './oidc/oidc.controller.js';
import { OidcProvider } from './oidc/oidc-provider.js';
import { ProviderSignIn } from './oidc/provider-sign-in.js';
import { SignInFlows } from './oidc/sign-in-flows.js';
import { BadTokens, SignInLimits } from './sign-in-limits.js';
import { Devices, SessionsController } from './sessions/sessions.controller.js';
import { JwtStrategy, SessionGuard, VerifiedTokens } from './sessions/session.guard.js';
import { TokenKeys, tokenKeys } from './sessions/token-keys.js';
import { Tokens } from './sessions/tokens.js';
import { KnownNetwork, Session } from './sessions/session.entity.js';
import { KnownNetworks } from './known-networks.js';
import { Passwords } from './passwords.js';
import { Sessions } from './sessions/sessions.js';

/**
 * Accounts, sign-in, sessions, tokens, and the guard that checks every call. How a password or a token is checked may change here
 * without looking elsewhere.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([Identity, KnownNetwork, Session, SignInCode, SignInFlow]),
    JwtModule.register({}),
    PassportModule,
    UsersModule,
  ],
  controllers: [AuthController, IdentitiesController, OidcController, SessionsController],
  providers: [
    { provide: TokenKeys, useFactory: tokenKeys, inject: [Config, DataSource] },
    { provide: APP_GUARD, useClass: SessionGuard },
    AuthService,
    BadTokens,
    BrowserCookie,
    Devices,
    Identities,
    JwtStrategy,
    KnownNetworks,
    OidcProvider,
    Passwords,
    ProviderSignIn,
    Sessions,
    SignIn,
    SignInFlows,
    SignInLimits,
    Tokens,
    VerifiedTokens,
  ],
  exports: [AuthService, BadTokens, Passwords, Sessions, Tokens],
})
export class AuthModule {}
