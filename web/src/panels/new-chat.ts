import { h } from '../element.js';
import { attempt } from '../notices.js';
import type { Page, Panel } from '../page.js';
import { texts } from '../texts.js';
import { PeoplePicker } from './people-picker.js';

/** Starts a direct chat with one person, or a group with several. */
export function newChatPanel(page: Page): Panel {
  const { newChat } = texts;
  const title = h('input', { type: 'text', className: 'input', maxLength: 100 });
  const group = h('label', { hidden: true }, newChat.groupTitle, title);
  const start = h('button', { type: 'submit', className: 'button main wide', disabled: true }, newChat.start);
  const picker = new PeoplePicker(page, new Set(), () => {
    group.hidden = picker.chosen.size < 2;
    start.disabled = picker.chosen.size === 0;
  });
  const form = h('form', { className: 'new-chat' }, h('p', { className: 'hint' }, newChat.hint), picker.element);
  form.append(h('div', { className: 'panel-foot' }, group, start));
  const create = async (): Promise<void> => {
    const participants = [...picker.chosen.keys()];
    const called = participants.length > 1 ? title.value.trim() : '';
    const chat = await page.parley.createChat({ participants, ...(called && { title: called }) });
    page.show(null);
    page.open(chat.id);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (picker.chosen.size > 0) void attempt(create);
  });
  return { title: newChat.title, element: form, focus: () => picker.field.focus() };
}
