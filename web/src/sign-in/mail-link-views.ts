import { ParleyError } from '@parley/client';

import { h } from '../element.js';
import { sentenceOf } from '../failure.js';
import { formOf, hintFor, labelled, newPasswordField } from '../form.js';
import { texts } from '../texts.js';
import { forgottenPasswordForm } from './forgotten-password.js';
import { forgetMailLink, type MailLink } from './mail-links.js';
import { backLink, messageView } from './message-view.js';
import type { SignInPage, SignInView } from './sign-in-page.js';

/** What a link from a mail opens. */
export function viewOf(page: SignInPage, { kind, token }: MailLink): SignInView {
  return kind === 'reset-password' ? newPasswordForm(page, token) : confirmation(page, token);
}

/** Sets a new password with the token of the mail. */
function newPasswordForm(page: SignInPage, token: string): SignInView {
  const { reset, passwordHint } = texts.signIn;
  const password = newPasswordField();
  const run = async (): Promise<void> => {
    try {
      await page.parley.call('POST', '/api/password/reset', { token, password: password.value });
    } catch (error) {
      if (!isDead(error, token)) throw error;
      page.show(deadLink(page));
      return;
    }
    forgetMailLink();
    page.show(messageView(page, reset.done, reset.doneText));
  };
  const fields = [labelled(reset.label, password), hintFor(password, passwordHint)];
  const { element: part, failure } = page;
  const form = formOf({ className: '', fields, submit: reset.submit, run, part, failure });
  return { title: reset.title, content: [form, backLink(page)] };
}

/** The link for a new password was used or has expired: it offers another mail. */
function deadLink(page: SignInPage): SignInView {
  const { reset, deadLink: title } = texts.signIn;
  const again = h('button', { type: 'button', className: 'button main wide' }, reset.again);
  again.addEventListener('click', () => page.show(forgottenPasswordForm(page)));
  return { title, content: [h('p', { className: 'sign-in-text', role: 'alert' }, reset.dead), again, backLink(page)] };
}

/** Confirms an e-mail at once, and then says how that went. */
function confirmation(page: SignInPage, token: string): SignInView {
  const { confirm } = texts.signIn;
  void page.parley.call('POST', '/api/email/verify', { token }).then(
    () => {
      forgetMailLink();
      page.show(messageView(page, confirm.done, page.parley.me ? confirm.doneSignedIn : confirm.doneText));
    },
    (error: unknown) => page.show(unconfirmed(page, token, error)),
  );
  return { title: confirm.title, content: [h('p', { className: 'sign-in-text', role: 'status' }, texts.signIn.wait)] };
}

function unconfirmed(page: SignInPage, token: string, error: unknown): SignInView {
  const { deadLink: title, confirm } = texts.signIn;
  if (isDead(error, token)) return messageView(page, title, confirm.dead);
  if (isRefusal(error, 'auth.email_taken')) return messageView(page, title, confirm.taken);
  if (isRefusal(error, 'auth.invite_invalid')) return messageView(page, title, confirm.inviteUsed);
  return messageView(page, confirm.failed, `${sentenceOf(error)} ${confirm.again}`);
}

const isRefusal = (error: unknown, code: string): boolean => error instanceof ParleyError && error.code === code;

/** Whether a link was used, has expired, or was cut by a program for mails, so that it has no token. */
const isDead = (error: unknown, token: string): boolean =>
  isRefusal(error, 'auth.link_invalid') || (token === '' && isRefusal(error, 'request.invalid'));
