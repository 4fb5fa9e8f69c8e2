import type { Chat } from '@parley/client';

import { openDialog } from '../dialog.js';
import { h } from '../element.js';
import { icon } from '../icons.js';
import { texts } from '../texts.js';

const FEWEST = 2;
const MOST = 10;

/** Creates a poll in the chat. */
export function openPollForm(chat: Chat): void {
  const { poll } = texts;
  const question = h('input', { type: 'text', className: 'input', required: true, maxLength: 300 });
  const options = h('div', { className: 'poll-form-options' });
  const add = h('button', { type: 'button', className: 'link' }, icon('plus'), poll.addOption);
  const addOption = (): void => {
    options.append(optionField(options.childElementCount + 1));
    add.hidden = options.childElementCount >= MOST;
  };
  for (let n = 0; n < FEWEST; n++) addOption();
  add.addEventListener('click', () => {
    addOption();
    options.querySelector<HTMLInputElement>('label:last-child input')?.focus();
  });
  const multiple = h('input', { type: 'checkbox' });
  const anonymous = h('input', { type: 'checkbox' });
  const form = h(
    'form',
    { className: 'dialog-form' },
    h('label', {}, poll.question, question),
    options,
    add,
    h('label', { className: 'check' }, multiple, poll.multiple),
    h('label', { className: 'check' }, anonymous, poll.anonymous),
    h('button', { type: 'submit', className: 'button main' }, poll.send),
  );
  const dialog = openDialog(poll.title, form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const answers = [...options.querySelectorAll('input')].map(({ value }) => value.trim()).filter(Boolean);
    const asked = { options: answers, multiple: multiple.checked, anonymous: anonymous.checked };
    chat.send({ message: question.value.trim(), poll: asked });
    dialog.close();
  });
}

function optionField(n: number): HTMLElement {
  const input = h('input', { type: 'text', className: 'input', required: n <= FEWEST, maxLength: 100 });
  return h('label', {}, texts.poll.option(n), input);
}
