import { IsText } from '../rules/validation.js';
import { IsAccountEmail, IsPassword, OwnPasswordField } from './account-fields.js';

export class ForgottenPasswordDto {
  /** Letter case, Unicode form and surrounding white space do not count. */
  @IsAccountEmail()
  email!: string;
}

export class ResetPasswordDto {
  /** From the link of the mail. */
  @IsText(1, 200)
  token!: string;

  /** Its Unicode form does not count. Every other difference does. */
  @IsPassword(8)
  password!: string;
}

export class ChangePasswordDto {
  @IsPassword(3)
  current!: string;

  /** Its Unicode form does not count. Every other difference does. */
  @IsPassword(8)
  password!: string;
}

export class ChangeEmailDto {
  @IsAccountEmail()
  email!: string;

  /** The password of the account. If it has none, the caller must have signed in within the last ten minutes. */
  @OwnPasswordField()
  password?: string;
}

export class VerifyEmailDto {
  /** From the link of the mail. */
  @IsText(1, 200)
  token!: string;
}

export class ConfirmPasswordDto {
  /** The password of the account. If it has none, the caller must have signed in within the last ten minutes. */
  @OwnPasswordField()
  password?: string;
}

export class ConfirmTwoFactorDto {
  /** Six digits that the authenticator app shows. */
  @IsText(1, 40)
  code!: string;
}

export class RemoveTwoFactorDto extends ConfirmPasswordDto {
  /** Six digits that the authenticator app shows, or a recovery code. */
  @IsText(1, 40)
  code!: string;
}
