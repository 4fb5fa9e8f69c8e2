import type { SignInOptionsView } from '@parley/client';

import { emailField, formOf, hintFor, inviteField, labelled, nameField, newPasswordField } from '../form.js';
import { texts } from '../texts.js';
import { backLink, messageView } from './message-view.js';
import type { SignInPage, SignInView } from './sign-in-page.js';

/** Creates an account; on a server that requires invites, with the code of one. */
export function registerForm(page: SignInPage, { registration }: SignInOptionsView): SignInView {
  const { signIn } = texts;
  const invite = registration === 'invite' ? inviteField() : null;
  const [name, email, password] = [nameField(), emailField(), newPasswordField()];
  const run = async (): Promise<void> => {
    const who = { name: name.value.trim(), email: email.value.trim(), password: password.value };
    const isSignedIn = await page.parley.register({ ...who, ...(invite && { invite: invite.value.trim() }) });
    if (isSignedIn) page.done();
    else page.show(messageView(page, signIn.lookAtMail, signIn.registered(who.email)));
  };
  const fields = [
    ...(invite ? [labelled(signIn.invite.label, invite), hintFor(invite, signIn.invite.hint)] : []),
    labelled(signIn.name, name),
    labelled(signIn.email, email),
    labelled(signIn.password, password),
    hintFor(password, signIn.passwordHint),
  ];
  const { element: part, failure } = page;
  const form = formOf({ className: '', fields, submit: signIn.registerSubmit, run, part, failure });
  return { title: signIn.registerTitle, content: [form, backLink(page), page.demo] };
}
