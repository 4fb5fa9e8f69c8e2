import type { UserView } from '@parley/client';

import { avatar } from './avatar.js';
import { h } from './element.js';
import { attempt } from './notices.js';
import { myId, type Page } from './page.js';
import { texts } from './texts.js';

const PAUSE_MS = 250;

/** People whose name matches the search, to start a chat with. */
export class PeopleFound {
  readonly element = h('section', { className: 'found', hidden: true });
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wanted = '';

  constructor(
    private readonly page: Page,
    private readonly chosen: () => void,
  ) {}

  search(wanted: string): void {
    clearTimeout(this.timer);
    this.wanted = wanted;
    if (wanted === '') this.element.hidden = true;
    else this.timer = setTimeout(() => void attempt(() => this.find(wanted)), PAUSE_MS);
  }

  private async find(wanted: string): Promise<void> {
    const people = await findPeople(this.page, wanted);
    if (wanted !== this.wanted) return;
    const rows = people.map((person) => this.row(person));
    this.element.replaceChildren(h('h2', {}, texts.list.people), h('ul', { className: 'rows' }, ...rows));
    this.element.hidden = rows.length === 0;
  }

  private row({ id, name, avatar: picture, status }: UserView): HTMLElement {
    const title = h('span', { className: 'row-title', dir: 'auto' }, name);
    const talk = async (): Promise<void> => {
      const chat = await this.page.parley.createChat({ participants: [id] });
      this.chosen();
      this.page.open(chat.id);
    };
    const face = avatar(name, picture && this.page.parley.avatarUrl(picture), status);
    const onclick = (): void => void attempt(talk);
    return h('li', {}, h('button', { type: 'button', className: 'row person', onclick }, face, title));
  }
}

/** People of that name, without the caller. */
export async function findPeople(page: Page, wanted: string): Promise<UserView[]> {
  const query = new URLSearchParams({ q: wanted });
  const people = await page.parley.call<UserView[]>('GET', `/api/users?${query.toString()}`);
  return people.filter(({ id }) => id !== myId(page));
}
