import type { MyselfView, SignInOptionsView } from '@parley/client';

import { actionButton } from '../action-button.js';
import { h } from '../element.js';
import { emailField, labelled } from '../form.js';
import { attempt, notify } from '../notices.js';
import type { Page } from '../page.js';
import { texts } from '../texts.js';
import { openFormDialog } from './form-dialog.js';
import { ownPassword } from './own-password.js';

/** The caller's e-mail. Without mails it cannot be confirmed or changed. */
export function emailSection({ parley }: Page, { passwordReset: sendsMails }: SignInOptionsView): HTMLElement {
  const { email: words } = texts.account;
  const address = h('p', { className: 'account-line' });
  const state = h('p', { className: 'hint' });
  const sendAgain = async (): Promise<void> => {
    await parley.call('POST', '/api/me/email/verification');
    notify(words.sentAgain(address.textContent));
  };
  const again = actionButton('mail', words.again, () => void attempt(sendAgain));
  again.hidden = true;
  const change = actionButton('pencil', words.change, () => openChange(parley));
  const read = async (): Promise<void> => {
    const { email, emailVerified } = await parley.call<MyselfView>('GET', '/api/me');
    address.textContent = email;
    state.textContent = emailVerified ? words.confirmed : words.unconfirmed;
    again.hidden = emailVerified;
  };
  void attempt(read);
  const actions = sendsMails ? [again, change] : [];
  return h('section', {}, h('h3', {}, words.title), address, sendsMails && state, ...actions);
}

/** The e-mail changes when the link in a mail to the new one is opened. */
function openChange(parley: Page['parley']): void {
  const { email: words } = texts.account;
  const [email, own] = [emailField('email'), ownPassword()];
  const run = async (): Promise<void> => {
    const wanted = { email: email.value.trim(), ...own.given() };
    await parley.call('POST', '/api/me/email', wanted);
    notify(words.sent(wanted.email));
  };
  const fields = [labelled(words.label, email), ...own.fields];
  openFormDialog(words.change, { fields, submit: words.submit, run });
}
