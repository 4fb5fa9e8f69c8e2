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
import { AuthService, SignIn } from './auth.service.js';
import { BadTokens, SignInLimits } from './sign-in-limits.js';
import { Devices, SessionsController } from './sessions/sessions.controller.js';
import { JwtStrategy, SessionGuard, VerifiedTokens } from './sessions/session.guard.js';
import { JWT_KEY, jwtKey, Tokens } from './sessions/tokens.js';
import { KnownNetwork, Session } from './sessions/session.entity.js';
import { KnownNetworks } from './known-networks.js';
import { Passwords } from './passwords.js';
import { Sessions } from './sessions/sessions.js';

/**
 * Accounts, sign-in, sessions, tokens, and the guard that checks every call. How a password or a token is checked may change here
 * without looking elsewhere.
 */
@Module({
  imports: [TypeOrmModule.forFeature([KnownNetwork, Session]), JwtModule.register({}), PassportModule, UsersModule],
  controllers: [AuthController, SessionsController],
  providers: [
    { provide: JWT_KEY, useFactory: jwtKey, inject: [Config, DataSource] },
    { provide: APP_GUARD, useClass: SessionGuard },
    AccountLife,
    AuthService,
    BadTokens,
    Devices,
    JwtStrategy,
    KnownNetworks,
    Passwords,
    Sessions,
    SignIn,
    SignInLimits,
    Tokens,
    VerifiedTokens,
  ],
  exports: [AccountLife, AuthService, BadTokens, Devices, Passwords, Sessions, SignIn, Tokens],
})
export class AuthModule {}
