import type { Chat, MessageView } from '@parley/client';

import { h } from '../element.js';
import { attempt } from '../notices.js';
import type { Page, Panel } from '../page.js';
import { texts } from '../texts.js';
import { foundMessage } from './found-message.js';

const PAUSE_MS = 250;
const PAGE = 20;

/** Searches the messages of a chat by any part of a word. */
export function searchPanel(page: Page, chat: Chat): Panel {
  const search = new Search(page, chat);
  return { title: texts.search.title, element: search.element, focus: () => search.field.focus() };
}

class Search {
  readonly field = h('input', { type: 'search', className: 'input search', maxLength: 100 });
  private readonly rows = h('ul', { className: 'rows' });
  private readonly status = h('p', { className: 'hint', role: 'status' }, texts.search.hint);
  private readonly more = h('button', { type: 'button', className: 'button wide', hidden: true }, texts.panel.more);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private next = 1;
  readonly element: HTMLElement;

  constructor(
    private readonly page: Page,
    private readonly chat: Chat,
  ) {
    this.field.placeholder = texts.search.label;
    this.field.ariaLabel = texts.search.label;
    this.field.addEventListener('input', () => this.wait());
    this.more.addEventListener('click', () => void attempt(() => this.find(this.wanted)));
    this.element = h('div', { className: 'search-panel' }, this.field, this.status, this.rows, this.more);
  }

  private get wanted(): string {
    return this.field.value.trim();
  }

  private wait(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void attempt(() => this.begin()), PAUSE_MS);
  }

  private async begin(): Promise<void> {
    this.next = 1;
    if (this.wanted) return this.find(this.wanted);
    this.rows.replaceChildren();
    this.more.hidden = true;
    this.status.textContent = texts.search.hint;
  }

  private async find(wanted: string): Promise<void> {
    const query = new URLSearchParams({ q: wanted, page: String(this.next) });
    const path = `/api/chats/${this.chat.id}/search-messages?${query.toString()}`;
    const found = await this.page.parley.call<MessageView[]>('GET', path);
    if (wanted !== this.wanted) return;
    if (this.next === 1) this.rows.replaceChildren();
    this.rows.append(...found.map((message) => foundMessage(this.page, message, { mark: wanted })));
    this.next++;
    this.more.hidden = found.length < PAGE;
    const { search } = texts;
    const total = this.rows.childElementCount;
    this.status.textContent = total === 0 ? search.none : search.found(total, !this.more.hidden);
  }
}
