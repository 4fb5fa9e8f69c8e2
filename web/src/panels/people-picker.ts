import type { UserView } from '@parley/client';

import { avatar } from '../avatar.js';
import { fill, h } from '../element.js';
import { icon } from '../icons.js';
import { attempt } from '../notices.js';
import type { Page } from '../page.js';
import { findPeople } from '../people-found.js';
import { texts } from '../texts.js';

const PAUSE_MS = 250;

/** Finds people by name, and lets the caller choose some of them. */
export class PeoplePicker {
  readonly field = h('input', { type: 'search', className: 'input search', placeholder: texts.newChat.search });
  readonly chosen = new Map<string, UserView>();
  private readonly chips = h('div', { className: 'chips' });
  private readonly rows = h('ul', { className: 'rows' });
  private readonly hint = h('p', { className: 'hint', role: 'status' });
  private timer: ReturnType<typeof setTimeout> | undefined;
  readonly element = h('div', { className: 'picker' }, this.chips, this.field, this.hint, this.rows);

  /** @param without ids of users who are not offered */
  constructor(
    private readonly page: Page,
    private readonly without: ReadonlySet<string>,
    private readonly changed: () => void,
  ) {
    this.field.ariaLabel = texts.newChat.search;
    this.field.addEventListener('input', () => this.wait());
    this.show(this.acquaintances());
  }

  /** Before anything is typed: people with whom the caller has a direct chat. */
  private acquaintances(): UserView[] {
    const known = this.page.parley.chats.flatMap(({ view }) => view.participants.slice(1).map(({ user }) => user));
    return [...new Map(known.map((user) => [user.id, user])).values()].slice(0, 30);
  }

  private wait(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void attempt(() => this.find()), PAUSE_MS);
  }

  private async find(): Promise<void> {
    const wanted = this.field.value.trim();
    const people = wanted ? await findPeople(this.page, wanted) : this.acquaintances();
    if (wanted === this.field.value.trim()) this.show(people);
  }

  private show(people: UserView[]): void {
    const offered = people.filter(({ id }) => !this.without.has(id));
    this.rows.replaceChildren(...offered.map((person) => this.row(person)));
    this.hint.textContent = offered.length === 0 && this.field.value ? texts.newChat.none : '';
  }

  private row(person: UserView): HTMLElement {
    const picture = person.avatar && this.page.parley.avatarUrl(person.avatar);
    const face = avatar(person.name, picture, person.status);
    const tick = h('span', { className: 'pick-mark' }, icon('check'));
    const name = h('span', { className: 'row-title', dir: 'auto' }, person.name);
    const button = h('button', { type: 'button', className: 'row person' }, face, name, tick);
    button.ariaPressed = String(this.chosen.has(person.id));
    button.addEventListener('click', () => {
      this.toggle(person);
      button.ariaPressed = String(this.chosen.has(person.id));
    });
    return h('li', {}, button);
  }

  private toggle(person: UserView): void {
    if (!this.chosen.delete(person.id)) this.chosen.set(person.id, person);
    fill(
      this.chips,
      ...[...this.chosen.values()].map(({ name }) => h('span', { className: 'chip', dir: 'auto' }, name)),
    );
    this.changed();
  }
}
