import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

import { Config } from '../platform/config/config.js';
import { UsersModule } from '../users/users.module.js';
import { AccountLife } from './account-life.js';
import { AuthController } from './auth.controller.js';
import { OperatorAccess } from './operators/operator-access.js';
import { UserAdministration } from './operators/user-administration.js';
import { AuthService, SignIn } from './auth.service.js';
import { BadTokens, SignInLimits } from './sign-in-limits.js';
import { SignInTurns } from './sign-in-turns.js';
import { SignInOptions, SignInOptionsController } from './sign-in-options.js';
import { Devices, SessionsController } from './sessions/sessions.controller.js';
import { JwtStrategy, SessionGuard, VerifiedTokens } from './sessions/session.guard.js';
import { JWT_KEY, jwtKey, Tokens } from './sessions/tokens.js';
import { KnownNetwork, Session } from './sessions/session.entity.js';
import { KnownNetworks } from './known-networks.js';
import { AccountInvite } from './invites/account-invite.entity.js';
import { AccountInvitesController } from './invites/account-invites.controller.js';
import { AccountInvites } from './invites/account-invites.js';
import { Passwords } from './passwords.js';
import { Registration } from './registration.js';
import { Sessions } from './sessions/sessions.js';

/**
 * Accounts, sign-in, sessions, tokens, and the guard that checks every call. How a password or a token is checked may change here
 * without looking elsewhere.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([AccountInvite, KnownNetwork, Session]),
    JwtModule.register({}),
    PassportModule,
    UsersModule,
  ],
  controllers: [AuthController, SessionsController, SignInOptionsController, AccountInvitesController],
  providers: [
    { provide: JWT_KEY, useFactory: jwtKey, inject: [Config, DataSource] },
    { provide: APP_GUARD, useClass: SessionGuard },
    AccountInvites,
    AccountLife,
    AuthService,
    BadTokens,
    Devices,
    JwtStrategy,
    KnownNetworks,
    OperatorAccess,
    Passwords,
    Registration,
    Sessions,
    SignIn,
    SignInLimits,
    SignInOptions,
    SignInTurns,
    Tokens,
    UserAdministration,
    VerifiedTokens,
  ],
  exports: [
    AccountInvites,
    AccountLife,
    AuthService,
    BadTokens,
    Devices,
    Passwords,
    Registration,
    Sessions,
    SignInTurns,
    Tokens,
    UserAdministration,
  ],
})
export class AuthModule {}
