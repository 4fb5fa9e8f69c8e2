import type { UserView } from '@parley/client';

import { avatar } from '../avatar.js';
import { h } from '../element.js';
import type { Page } from '../page.js';

/** A person in a list: avatar, name, a note, and controls at the end of the row. */
export function personRow(page: Page, person: UserView, detail: string, ...end: HTMLElement[]): HTMLElement {
  const picture = person.avatar && page.parley.avatarUrl(person.avatar);
  return h(
    'li',
    { className: 'person-row' },
    avatar(person.name, picture, person.status),
    h('span', { className: 'person-name', dir: 'auto' }, person.name),
    h('span', { className: 'person-detail' }, detail),
    ...end,
  );
}
