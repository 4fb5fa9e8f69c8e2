import type { SignInOptionsView, SignInProviderView } from '@parley/client';

import { h } from '../element.js';
import { texts } from '../texts.js';
import { forgottenPasswordForm } from './forgotten-password.js';
import { registerForm } from './register-form.js';
import type { SignInPage, SignInView } from './sign-in-page.js';

/**
 * What the server offers beside e-mail and password: its providers, a mail for a forgotten password, and a new account.
 * @param typed the e-mail that is in the form
 */
export function otherWays(page: SignInPage, options: SignInOptionsView, typed: () => string): HTMLElement[] {
  const { signIn } = texts;
  const link = (label: string, view: () => SignInView): HTMLElement =>
    h('button', { type: 'button', className: 'link', onclick: () => page.show(view()) }, label);
  const ways = options.providers.map(providerButton);
  if (options.passwordReset) ways.push(link(signIn.forgotten.link, () => forgottenPasswordForm(page, typed())));
  if (options.registration !== 'closed') ways.push(link(signIn.toRegister, () => registerForm(page, options)));
  return ways;
}

/** The browser goes to the provider and comes back: see `provider-return.ts`. */
function providerButton({ id, name }: SignInProviderView): HTMLElement {
  const onclick = (): void => location.assign(`/api/sign-in/${id}`);
  return h('button', { type: 'button', className: 'button wide', onclick }, texts.signIn.withProvider(name));
}
