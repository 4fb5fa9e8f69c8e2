import { ParleyError } from '@parley/client';

import { codeField, formOf, hintFor, labelled } from '../form.js';
import { texts } from '../texts.js';
import { backLink } from './message-view.js';
import type { SignInPage, SignInView } from './sign-in-page.js';

/**
 * The second step of a sign-in: the code of an authenticator app, or a recovery code.
 * @param signIn the first step again, with that code
 */
export function codeForm(page: SignInPage, signIn: (code: string) => Promise<void>): SignInView {
  const { code: words, submit } = texts.signIn;
  const code = codeField();
  const run = async (): Promise<void> => {
    await signIn(code.value.trim());
    page.done();
  };
  const fields = [labelled(words.label, code), hintFor(code, words.hint)];
  const { element: part, failure } = page;
  const form = formOf({ className: '', fields, submit, run, part, failure });
  return { title: words.title, content: [form, backLink(page)] };
}

export const needsCode = (error: unknown): boolean =>
  error instanceof ParleyError && error.code === 'auth.second_factor_required';
