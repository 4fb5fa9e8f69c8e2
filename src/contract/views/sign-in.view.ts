import { ApiProperty } from '@nestjs/swagger';

export type RegistrationPolicy = 'open' | 'invite' | 'closed';

/** Another server with which people can sign in. */
export class SignInProviderView {
  /** Part of the address of its calls: `oidc`. */
  id!: string;
  /** What its button says. */
  name!: string;
}

/** What a sign-in page needs to know about this server. */
export class SignInOptionsView {
  /** Who may create an account: everybody, who has an invite, or nobody. */
  @ApiProperty({ enum: ['open', 'invite', 'closed'] })
  registration!: RegistrationPolicy;

  /** Whether this server sends mails with which a forgotten password is replaced. */
  passwordReset!: boolean;

  providers!: SignInProviderView[];
}
