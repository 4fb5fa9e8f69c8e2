import type { MyselfView, SignInOptionsView } from '@parley/client';

import { actionButton } from '../action-button.js';
import { h } from '../element.js';
import { currentPasswordField, hintFor, labelled, newPasswordField } from '../form.js';
import { attempt, notify } from '../notices.js';
import type { Page } from '../page.js';
import { texts } from '../texts.js';
import { openFormDialog } from './form-dialog.js';

/**
 * Changes the caller's password. Somebody who came with a provider has none, and gets one by mail.
 * @param changed called after a change, which signs out the other devices
 */
export function passwordSection(
  { parley }: Page,
  { passwordReset }: SignInOptionsView,
  changed: () => Promise<void>,
): HTMLElement {
  const { password: words } = texts.account;
  const sendLink = async (): Promise<void> => {
    const { email } = await parley.call<MyselfView>('GET', '/api/me');
    await parley.call('POST', '/api/password/forgot', { email });
    notify(words.sent(email ?? ''));
  };
  const change = actionButton('lock', words.change, () => openChange(parley, changed));
  const byMail = passwordReset && actionButton('mail', words.byMail, () => void attempt(sendLink));
  return h('section', {}, h('h3', {}, words.title), change, byMail);
}

function openChange(parley: Page['parley'], changed: () => Promise<void>): void {
  const { password: words } = texts.account;
  const [current, password] = [currentPasswordField(), newPasswordField()];
  const run = async (): Promise<void> => {
    await parley.call('POST', '/api/me/password', { current: current.value, password: password.value });
    notify(words.changed);
    void attempt(changed);
  };
  const hint = hintFor(password, texts.signIn.passwordHint);
  const fields = [labelled(words.current, current), labelled(words.new, password), hint];
  openFormDialog(words.change, { fields, submit: words.change, run });
}
