import { IsIn, IsOptional, Matches, MaxLength, MinLength, ValidateIf } from 'class-validator';

import { AreReturnUrls, list } from './setting-rules.js';

/** The three settings of a provider come together. */
const usesOidc = (settings: OidcSettings): boolean =>
  [settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET].some((setting) => setting !== undefined);

const REQUIRED = 'and is required with the other settings of the provider';

/** The settings of an OpenID Connect provider with which people can sign in. */
export class OidcSettings {
  /** The address that names an OpenID Connect provider, with which people can sign in. Not set: they cannot. */
  @ValidateIf(usesOidc)
  @Matches(/^https?:\/\/[^\s?#@]+$/, { message: `must look like https://login.example.org, ${REQUIRED}` })
  OIDC_ISSUER?: string;

  @ValidateIf(usesOidc)
  @MinLength(1, { message: `must be the id of this server at the provider, ${REQUIRED}` })
  OIDC_CLIENT_ID?: string;

  @ValidateIf(usesOidc)
  @MinLength(1, { message: `must be the secret of this server at the provider, ${REQUIRED}` })
  OIDC_CLIENT_SECRET?: string;

  /** The name of the provider, as people know it. */
  @MinLength(1)
  @MaxLength(60)
  OIDC_NAME = 'Single sign-on';

  /** Other addresses than the page to which a sign-in may return, such as those of apps. */
  @IsOptional()
  @list()
  @AreReturnUrls()
  OIDC_RETURN_URLS?: string[];

  /** Whether the provider's people get an account when they sign in first. Not set: if everybody may register. */
  @IsOptional()
  @IsIn(['on', 'off'])
  OIDC_REGISTRATION?: 'on' | 'off';
}
