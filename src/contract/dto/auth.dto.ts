import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, isEmail, IsOptional, ValidateBy } from 'class-validator';

import { storedPassword } from '../rules/credentials.js';
import { YesNoText } from '../rules/form-texts.js';
import { IsLine } from '../rules/text-rules.js';
import { trimmed } from '../rules/typed-text.js';
import { compose, IsId, IsWhole, NoneIfEmpty, textProblem } from '../rules/validation.js';

const EMAIL_MAX = 254;
const PASSWORD_MAX = 256;

export class LoginDto {
  /** Letter case, Unicode form and surrounding white space do not count. */
  @IsAccountEmail()
  email!: string;

  /** Its Unicode form does not count. Every other difference does. */
  @IsPassword(3)
  password!: string;
}

export class RegisterDto {
  /** Letter case, Unicode form and surrounding white space do not count. */
  @IsAccountEmail()
  email!: string;

  /** Its Unicode form does not count. Every other difference does. */
  @IsPassword(8)
  password!: string;

  @IsLine(1, 80)
  name!: string;
}

export class LogoutDto {
  /** `true` ends all sessions of the caller. */
  @NoneIfEmpty()
  @IsOptional()
  @YesNoText()
  @IsBoolean()
  everywhere?: boolean;
}

export class ListSessionsDto {
  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(1, 100)
  limit?: number;

  /** `meta.next` of the previous page. */
  @NoneIfEmpty()
  @IsOptional()
  @IsId()
  cursor?: string;
}

/** Checks an e-mail without surrounding white space. The value stays as typed, because older accounts may have their e-mail in that form. */
function IsAccountEmail(): PropertyDecorator {
  // `textProblem` comes first, because `isEmail` throws on a lone surrogate.
  const isFine = (email: string) => textProblem(email, 1, EMAIL_MAX) === null && isEmail(email);
  return compose(
    ApiProperty({ minLength: 1, maxLength: EMAIL_MAX, format: 'email' }),
    ValidateBy({
      name: 'isEmail',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isFine(trimmed(value)),
        defaultMessage: () => '$property must be an email',
      },
    }),
  );
}

/** Checks the length in the form that is hashed. The value stays as typed, because older accounts may have a hash of that form. */
function IsPassword(min: number): PropertyDecorator {
  return compose(
    ApiProperty({ minLength: min, maxLength: PASSWORD_MAX }),
    ValidateBy({
      name: 'isText',
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' && textProblem(storedPassword(value), min, PASSWORD_MAX) === null,
        defaultMessage: () => `$property must be a text of ${min} to ${PASSWORD_MAX} characters`,
      },
    }),
  );
}
