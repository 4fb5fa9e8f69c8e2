import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

import { Config } from '../platform/config/config.js';
import { UsersModule } from '../users/users.module.js';
import { AccountLife } from './account-life.js';
import { AccountLimits } from './accounts/account-limits.js';
import { AccountMails } from './accounts/account-mails.js';
import { EmailChanges } from './accounts/email-changes.js';
import { EmailController } from './accounts/email.controller.js';
import { OwnPassword } from './accounts/own-password.js';
import { PasswordChanges } from './accounts/password-changes.js';
import { PasswordController } from './accounts/password.controller.js';
import { AuthController } from './auth.controller.js';
import { OperatorAccess } from './operators/operator-access.js';
import { UserAdministration } from './operators/user-administration.js';
import { AuthService, SignIn } from './auth.service.js';
import { BrowserCookie } from './oidc/browser-cookie.js';
import { IdentitiesController } from './oidc/identities.controller.js';
import { Identities } from './oidc/identities.js';
import { Identity, SignInCode, SignInFlow } from './oidc/identity.entity.js';
import { LinkedIdentities } from './oidc/linked-identities.js';
import { OidcController } from './oidc/oidc.controller.js';
import { OidcProvider } from './oidc/oidc-provider.js';
import { ProviderSignIn } from './oidc/provider-sign-in.js';
import { SignInFlows } from './oidc/sign-in-flows.js';
import { BadTokens, SignInLimits } from './sign-in-limits.js';
import { SignInTurns } from './sign-in-turns.js';
import { SignInOptions, SignInOptionsController } from './sign-in-options.js';
import { Devices, SessionsController } from './sessions/sessions.controller.js';
import { JwtStrategy, SessionGuard, VerifiedTokens } from './sessions/session.guard.js';
import { TokenKeys, tokenKeys } from './sessions/token-keys.js';
import { Tokens } from './sessions/tokens.js';
import { KnownNetwork, Session } from './sessions/session.entity.js';
import { KnownNetworks } from './known-networks.js';
import { OneTimeLinks } from './links/one-time-links.js';
import { OwnAccount } from './own-account.js';
import { AccountInvite } from './invites/account-invite.entity.js';
import { AccountInvitesController } from './invites/account-invites.controller.js';
import { AccountInvites } from './invites/account-invites.js';
import { Passwords } from './passwords.js';
import { Registration } from './registration.js';
import { Sessions } from './sessions/sessions.js';
import { SignUp } from './sign-up.js';
import { CodeLimits } from './two-factor/code-limits.js';
import { RecoveryCodes } from './two-factor/recovery-codes.js';
import { SecondFactor } from './two-factor/second-factor.js';
import { SecretBox } from './two-factor/secret-box.js';
import { TwoFactorController } from './two-factor/two-factor.controller.js';

/**
 * Accounts, sign-in, sessions, tokens, and the guard that checks every call. How a password or a token is checked may change here
 * without looking elsewhere.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([AccountInvite, Identity, KnownNetwork, Session, SignInCode, SignInFlow]),
    JwtModule.register({}),
    PassportModule,
    UsersModule,
  ],
  controllers: [
    AuthController,
    IdentitiesController,
    OidcController,
    SessionsController,
    SignInOptionsController,
    AccountInvitesController,
    PasswordController,
    EmailController,
    TwoFactorController,
  ],
  providers: [
    { provide: TokenKeys, useFactory: tokenKeys, inject: [Config, DataSource] },
    { provide: APP_GUARD, useClass: SessionGuard },
    AccountInvites,
    AccountLife,
    AccountLimits,
    AccountMails,
    AuthService,
    BadTokens,
    BrowserCookie,
    CodeLimits,
    Devices,
    EmailChanges,
    Identities,
    JwtStrategy,
    KnownNetworks,
    LinkedIdentities,
    OidcProvider,
    OneTimeLinks,
    OperatorAccess,
    OwnAccount,
    OwnPassword,
    PasswordChanges,
    Passwords,
    ProviderSignIn,
    RecoveryCodes,
    Registration,
    SecondFactor,
    SecretBox,
    SignUp,
    Sessions,
    SignIn,
    SignInFlows,
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
    OwnPassword,
    Passwords,
    Registration,
    SecondFactor,
    Sessions,
    SignIn,
    SignInTurns,
    Tokens,
    UserAdministration,
  ],
})
export class AuthModule {}
