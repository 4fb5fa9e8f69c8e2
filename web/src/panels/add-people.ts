import type { Chat } from '@parley/client';

import { h } from '../element.js';
import { attempt } from '../notices.js';
import type { Page, Panel } from '../page.js';
import { texts } from '../texts.js';
import { addOrInvite } from './invite-instead.js';
import { PeoplePicker } from './people-picker.js';

/** Adds people to a group. @param done shows the previous panel */
export function addPeoplePanel(page: Page, chat: Chat, done: () => void): Panel {
  const there = new Set(chat.view.participants.map(({ user }) => user.id));
  const submit = h('button', { type: 'submit', className: 'button main wide', disabled: true }, texts.newChat.add);
  const picker = new PeoplePicker(page, there, () => (submit.disabled = picker.chosen.size === 0));
  const form = h('form', { className: 'new-chat' }, picker.element, h('div', { className: 'panel-foot' }, submit));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void attempt(() => addOrInvite(page, chat, [...picker.chosen.values()], done));
  });
  return { title: texts.details.add, element: form, focus: () => picker.field.focus() };
}
