import { ApiProperty } from '@nestjs/swagger';
import { isEmail, IsOptional, ValidateBy } from 'class-validator';

import { storedPassword } from '../rules/text-rules.js';
import { trimmed } from '../rules/typed-text.js';
import { compose, NoneIfEmpty, textProblem } from '../rules/validation.js';

const EMAIL_MAX = 254;
const PASSWORD_MAX = 256;

/** Checks an e-mail without surrounding white space. The value stays as typed, because older accounts may have their e-mail in that form. */
export function IsAccountEmail(): PropertyDecorator {
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
export function IsPassword(min: number): PropertyDecorator {
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

/** The password of the caller's account, to confirm that it is theirs. It may be missing, because some accounts have none. */
export const OwnPasswordField = (): PropertyDecorator =>
  compose(IsPassword(3), IsOptional(), NoneIfEmpty({ text: true }));
