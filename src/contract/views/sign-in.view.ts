/** A provider with which people can sign in. */
export class SignInProviderView {
  id!: string;
  /** The name that people know it by. */
  name!: string;
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
