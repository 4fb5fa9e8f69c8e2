import { emailField, formOf, hintFor, labelled } from '../form.js';
import { texts } from '../texts.js';
import { backLink, messageView } from './message-view.js';
import type { SignInPage, SignInView } from './sign-in-page.js';

/** Asks for a mail with a link for a new password. The server does not say whether the e-mail has an account. */
export function forgottenPasswordForm(page: SignInPage, typed = ''): SignInView {
  const { email: label, forgotten, lookAtMail } = texts.signIn;
  const email = Object.assign(emailField('email'), { value: typed });
  const run = async (): Promise<void> => {
    const address = email.value.trim();
    await page.parley.call('POST', '/api/password/forgot', { email: address });
    page.show(messageView(page, lookAtMail, forgotten.sent(address)));
  };
  const fields = [labelled(label, email), hintFor(email, forgotten.hint)];
  const { element: part, failure } = page;
  const form = formOf({ className: '', fields, submit: forgotten.submit, run, part, failure });
  return { title: forgotten.link, content: [form, backLink(page)] };
}
