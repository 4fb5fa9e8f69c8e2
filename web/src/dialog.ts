import { h } from './element.js';
import { iconButton } from './icon-button.js';
import { attempt } from './notices.js';
import { texts } from './texts.js';

/**
 * A modal dialog. The browser keeps the focus in it, and closes it with Escape. A click beside it closes it, too, but not one that began in it,
 * such as the selection of a text.
 */
export function openDialog(title: string, ...content: (Node | string)[]): HTMLDialogElement {
  const heading = h('h2', { className: 'dialog-title' }, title);
  const close = iconButton('close', texts.dialog.close, () => dialog.close(), 'dialog-close');
  const dialog = h('dialog', { className: 'dialog', ariaLabel: title }, h('header', {}, heading, close), ...content);
  dialog.addEventListener('close', () => dialog.remove());
  const isOutside = ({ clientX: x, clientY: y }: MouseEvent): boolean => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    return x < left || x > right || y < top || y > bottom;
  };
  let beganOutside = false;
  dialog.addEventListener('pointerdown', (event) => (beganOutside = event.target === dialog && isOutside(event)));
  dialog.addEventListener('click', (event) => {
    if (beganOutside && event.target === dialog && isOutside(event) && !isKept(dialog)) dialog.close();
  });
  dialog.addEventListener('cancel', (event) => isKept(dialog) && event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Makes a dialog close only with a button of its content, because what it shows is not shown again. */
export function keepOpen(dialog: HTMLDialogElement, kept = true): void {
  dialog.toggleAttribute('data-kept', kept);
  for (const button of dialog.querySelectorAll<HTMLButtonElement>('.dialog-close')) button.disabled = kept;
}

const isKept = (dialog: HTMLDialogElement): boolean => dialog.hasAttribute('data-kept');

/** Removes all dialogs, with what they show of somebody who is not signed in any more. */
export function removeDialogs(): void {
  for (const dialog of document.querySelectorAll('dialog')) dialog.remove();
}

export interface Choice {
  label: string;
  kind?: 'danger' | 'main';
  action: () => Promise<unknown>;
}

/** Lets the person choose one of these actions, and runs it. */
export function choose(title: string, text: string, choices: Choice[]): void {
  const buttons = choices.map(({ label, kind, action }) => {
    const onclick = (): void => {
      dialog.close();
      void attempt(action);
    };
    return h('button', { type: 'button', className: `button ${kind ?? ''}`, onclick }, label);
  });
  const cancel = h(
    'button',
    { type: 'button', className: 'button', onclick: () => dialog.close() },
    texts.dialog.cancel,
  );
  const paragraph = text ? [h('p', { className: 'dialog-text' }, text)] : [];
  const dialog = openDialog(title, ...paragraph, h('div', { className: 'dialog-buttons' }, ...buttons, cancel));
}

interface Asked {
  title: string;
  label: string;
  value: string;
  maxLength: number;
  save: (value: string) => Promise<unknown>;
}

/** Asks for one line of text. */
export function askForText({ title, label, value, maxLength, save }: Asked): void {
  const input = h('input', { type: 'text', value, maxLength, required: true, className: 'input' });
  const submit = h('button', { type: 'submit', className: 'button main' }, texts.dialog.save);
  const form = h('form', { className: 'dialog-form' }, h('label', {}, label, input), submit);
  const dialog = openDialog(title, form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    dialog.close();
    void attempt(() => save(input.value.trim()));
  });
  input.select();
}
