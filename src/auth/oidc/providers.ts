import type { SignInProviderView } from '../../contract/views/sign-in.view.js';
import type { Config } from '../../platform/config/config.js';

/** The providers with which people can sign in, for the page: none or one. */
export function providersOf({ OIDC_ISSUER, OIDC_NAME }: Config): SignInProviderView[] {
  return OIDC_ISSUER === undefined ? [] : [{ id: 'oidc', name: OIDC_NAME }];
}
