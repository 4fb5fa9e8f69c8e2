import type { RecoveryCodesView, TwoFactorSecretView } from '@parley/client';

import { keepOpen, openDialog } from '../dialog.js';
import { h } from '../element.js';
import { codeField, formOf, labelled } from '../form.js';
import { icon } from '../icons.js';
import { iconButton } from '../icon-button.js';
import { attempt, notify } from '../notices.js';
import type { Page } from '../page.js';
import { texts } from '../texts.js';
import { ownPassword } from './own-password.js';

const PATH = '/api/me/two-factor';

/**
 * Turns the second factor on, in three steps: the password, the key for the app with a first code, and the recovery codes.
 * @param changed called when the dialog is closed
 */
export function openTwoFactorSetup(parley: Page['parley'], changed: () => void): void {
  const body = h('div', {});
  const dialog = openDialog(texts.account.twoFactor.turnOn, body);
  dialog.addEventListener('close', changed);
  const show = (...step: Node[]): void => {
    body.replaceChildren(...step);
    body.querySelector<HTMLElement>('input:not([readonly]), [tabindex]')?.focus();
  };
  const showCodes = (codes: string[]): void => show(...codesStep(codes, dialog));
  const showKey = (secret: TwoFactorSecretView): void => show(keyStep(parley, secret, { dialog, next: showCodes }));
  show(passwordStep(parley, showKey));
}

function passwordStep(parley: Page['parley'], next: (secret: TwoFactorSecretView) => void): HTMLElement {
  const own = ownPassword();
  const run = async (): Promise<void> => {
    next(await parley.call<TwoFactorSecretView>('POST', PATH, own.given()));
  };
  return formOf({ fields: own.fields, submit: texts.account.twoFactor.proceed, run });
}

function keyStep(
  parley: Page['parley'],
  { secret, uri }: TwoFactorSecretView,
  { dialog, next }: { dialog: HTMLDialogElement; next: (codes: string[]) => void },
): HTMLElement {
  const { twoFactor: words } = texts.account;
  const code = codeField();
  const run = async (): Promise<void> => {
    keepOpen(dialog);
    try {
      const { recoveryCodes } = await parley.call<RecoveryCodesView>('POST', `${PATH}/confirm`, { code: code.value });
      next(recoveryCodes);
    } catch (error) {
      keepOpen(dialog, false);
      throw error;
    }
  };
  const fields = [
    h('p', {}, words.addKey),
    copyLine(words.key, secret),
    copyLine(words.address, uri),
    h('a', { className: 'link', href: uri }, words.open),
    labelled(words.code, code),
  ];
  return formOf({ fields, submit: words.submit, run });
}

/** The server shows recovery codes only once, so the dialog stays open until the person closes it with its button. */
function codesStep(codes: string[], dialog: HTMLDialogElement): Node[] {
  const { twoFactor: words, copy } = texts.account;
  const rows = codes.map((code) => h('li', {}, code));
  const list = h('ul', { className: 'recovery-codes', ariaLabel: words.recoveryTitle }, ...rows);
  const onCopy = (): void => void attempt(() => copyText(codes.join('\n')));
  const copyButton = h('button', { type: 'button', className: 'button', onclick: onCopy }, icon('copy'), copy);
  const done = h('button', { type: 'button', className: 'button main', onclick: () => dialog.close() }, words.done);
  return [h('p', { tabIndex: -1 }, words.recovery), list, h('div', { className: 'dialog-buttons' }, copyButton, done)];
}

/** A text that is shown to be copied. */
function copyLine(label: string, value: string): HTMLElement {
  const field = h('input', { className: 'input', readOnly: true, value, spellcheck: false });
  const copy = iconButton('copy', `${texts.account.copy}: ${label}`, () => void attempt(() => copyText(value)));
  return h('div', { className: 'copy-line' }, labelled(label, field), copy);
}

async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  notify(texts.message.copied);
}
