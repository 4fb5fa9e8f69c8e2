import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

import { Config } from '../platform/config/config.js';
import { UsersModule } from '../users/users.module.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { BadTokens } from './bad-tokens.js';
import { Devices } from './sessions/devices.js';
import { SessionGuard } from './sessions/session.guard.js';
import { jwtKey } from './sessions/jwt-secret.js';
import { JwtStrategy } from './sessions/jwt.strategy.js';
import { KnownNetwork } from './known-network.entity.js';
import { KnownNetworks } from './known-networks.js';
import { Passwords } from './passwords.js';
import { Session } from './sessions/session.entity.js';
import { Sessions } from './sessions/sessions.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SignInLimits } from './sign-in-limits.js';
import { SignIn } from './sign-in.js';
import { JWT_KEY, Tokens } from './sessions/tokens.js';

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
  ],
  exports: [AuthService, BadTokens, Passwords, Sessions, Tokens],
})
export class AuthModule {}
