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

  /** Whether an account is created only when the link in a mail is used: `POST /api/register` then answers 202 without a token. */
  confirmsEmail!: boolean;

  /** Whether this server sends mails with which a forgotten password is replaced. */
  passwordReset!: boolean;

  providers!: SignInProviderView[];
}

/** Where the browser goes to sign in at a provider. */
export class SignInAddressView {
  url!: string;
}

/** An account at a provider, with which the caller can sign in. */
export class IdentityView {
  id!: string;
  /** The name of the provider; its address when people cannot sign in with it any more. */
  provider!: string;
  /** The e-mail that the provider had when the identity was linked; null when it gave none. */
  email!: string | null;
  createdAt!: string;
}
