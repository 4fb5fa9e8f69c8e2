import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';

import { compose, IsText, NoneIfEmpty } from '../rules/validation.js';
import { OwnPasswordField } from './account-fields.js';

const LONGEST_URL = 2_000;

export class BeginSignInDto {
  /** Where the browser goes in the end: one of OIDC_RETURN_URLS, exactly as it is there. Without it, the page. */
  @OptionalText({ maxLength: LONGEST_URL })
  return?: string;

  /** SHA-256 of a `codeVerifier`, as 43 characters of base64url (PKCE with S256). Required with `return`. */
  @OptionalText({ pattern: '^[A-Za-z0-9_-]{43}$' })
  codeChallenge?: string;
}

export class LinkIdentityDto extends BeginSignInDto {
  /** The password of the account. If it has none, the caller must have signed in within the last ten minutes. */
  @OwnPasswordField()
  password?: string;
}

export class ExchangeCodeDto {
  /** The one-time code, as it was behind `#`. It is valid for two minutes. */
  @Matches(/^[\w-]{1,100}$/, { message: '$property must be the code that was behind #' })
  @ApiProperty({ minLength: 1, maxLength: 100 })
  code!: string;

  /** The secret of the `codeChallenge`, if one was given. */
  @OptionalText({ pattern: '^[A-Za-z0-9._~-]{43,128}$' })
  codeVerifier?: string;
}

export class ExchangeSignInDto extends ExchangeCodeDto {
  /** The second factor, if the account has one: six digits of the authenticator app, or a recovery code. */
  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsText(1, 40)
  secondFactor?: string;
}

/** A text that may be missing. An empty one counts as missing. */
function OptionalText({ maxLength, pattern }: { maxLength?: number; pattern?: string }): PropertyDecorator {
  return compose(
    ApiProperty({ maxLength, pattern }),
    ...(pattern === undefined ? [] : [Matches(new RegExp(pattern))]),
    ...(maxLength === undefined ? [] : [MaxLength(maxLength)]),
    IsString(),
    IsOptional(),
    NoneIfEmpty({ text: true }),
  );
}
