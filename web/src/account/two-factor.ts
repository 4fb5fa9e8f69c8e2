import type { TwoFactorView } from '@parley/client';

import { actionButton } from '../action-button.js';
import { h } from '../element.js';
import { codeField, labelled } from '../form.js';
import { attempt, notify } from '../notices.js';
import type { Page } from '../page.js';
import { texts } from '../texts.js';
import { doneIf, openFormDialog } from './form-dialog.js';
import { ownPassword } from './own-password.js';
import { openTwoFactorSetup } from './two-factor-setup.js';

/** Whether signing in needs a second factor, and turning that on or off. */
export function twoFactorSection({ parley }: Page): HTMLElement {
  const { twoFactor: words } = texts.account;
  const state = h('p', { className: 'hint' });
  const changed = (): void => void attempt(read);
  const turnOn = actionButton('lock', words.turnOn, () => openTwoFactorSetup(parley, changed));
  const turnOff = actionButton('close', words.turnOff, () => openTurnOff(parley, changed));
  turnOn.hidden = turnOff.hidden = true;
  const read = async (): Promise<void> => {
    const { enabled, recoveryCodesLeft } = await parley.call<TwoFactorView>('GET', '/api/me/two-factor');
    state.textContent = enabled ? words.on(recoveryCodesLeft) : words.off;
    turnOn.hidden = enabled;
    turnOff.hidden = !enabled;
  };
  changed();
  return h('section', {}, h('h3', {}, words.title), state, turnOn, turnOff);
}

function openTurnOff(parley: Page['parley'], changed: () => void): void {
  const { twoFactor: words } = texts.account;
  const [own, code] = [ownPassword(), codeField()];
  const run = async (): Promise<void> => {
    const given = { ...own.given(), code: code.value.trim() };
    await doneIf('auth.second_factor_off', parley.call('DELETE', '/api/me/two-factor', given));
    notify(words.turnedOff);
    changed();
  };
  const fields = [...own.fields, labelled(words.codeToTurnOff, code)];
  openFormDialog(words.turnOff, { fields, submit: words.submitOff, run });
}
