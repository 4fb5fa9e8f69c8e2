import { h } from './element.js';
import { sentenceOf } from './failure.js';

export interface FormParts {
  fields: (Node | string)[];
  /** What the button says. */
  submit: string;
  /** Called at each submit. If it throws, the form says why. */
  run: () => Promise<unknown>;
  className?: string;
  /** The part of the page whose buttons are disabled meanwhile; by default the form. */
  part?: HTMLElement;
  /** Where the form says why it failed; by default a line above its button. */
  failure?: HTMLElement;
}

/** A form that runs one attempt at a time, and says why it failed. */
export function formOf({ fields, submit, run, className = 'dialog-form', part, failure }: FormParts): HTMLFormElement {
  const line = failure ?? failureLine();
  const button = h('button', { type: 'submit', className: 'button main wide' }, submit);
  const form = h('form', { className }, ...fields, line, button);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void attemptOnce(part ?? form, line, run);
  });
  return form;
}

/** Where a form says why it failed. Screen readers announce it. */
export const failureLine = (): HTMLElement => h('p', { className: 'form-failure', role: 'alert' });

/**
 * Runs an action, and writes into `failure` why it failed. Meanwhile the buttons of this part of the page are disabled, so that two clicks are
 * not two attempts.
 */
export async function attemptOnce(
  part: HTMLElement,
  failure: HTMLElement,
  action: () => Promise<unknown>,
): Promise<void> {
  const focused = document.activeElement as HTMLElement | null;
  const buttons = [...part.querySelectorAll('button')];
  failure.textContent = '';
  for (const button of buttons) button.disabled = true;
  try {
    await action();
  } catch (error) {
    failure.textContent = sentenceOf(error);
  }
  for (const button of buttons) button.disabled = false;
  // A button loses the focus when it is disabled.
  if (failure.textContent !== '') focused?.focus();
}

export const labelled = (label: string, field: HTMLElement): HTMLElement => h('label', {}, label, field);

/** A hint below a field. Screen readers read it after the label of the field. */
export function hintFor(field: HTMLInputElement, text: string): HTMLElement {
  const hint = h('p', { className: 'hint', id: `hint-${field.name}` }, text);
  field.setAttribute('aria-describedby', hint.id);
  return hint;
}

const requiredField = (properties: Partial<HTMLInputElement>): HTMLInputElement =>
  h('input', { required: true, className: 'input', ...properties });

export const nameField = (): HTMLInputElement =>
  requiredField({ type: 'text', name: 'name', autocomplete: 'name', maxLength: 80 });

export const emailField = (autocomplete: AutoFill = 'username'): HTMLInputElement =>
  requiredField({ type: 'email', name: 'email', autocomplete, maxLength: 254 });

export const currentPasswordField = (): HTMLInputElement =>
  requiredField({ type: 'password', name: 'password', autocomplete: 'current-password', minLength: 3, maxLength: 256 });

export const newPasswordField = (): HTMLInputElement =>
  requiredField({ type: 'password', name: 'new-password', autocomplete: 'new-password', minLength: 8, maxLength: 256 });

/** A code of an authenticator app, or a recovery code. */
export const codeField = (): HTMLInputElement =>
  requiredField({ type: 'text', name: 'code', autocomplete: 'one-time-code', maxLength: 40, spellcheck: false });

export const inviteField = (): HTMLInputElement =>
  requiredField({ type: 'text', name: 'invite', autocomplete: 'off', maxLength: 100, spellcheck: false });
