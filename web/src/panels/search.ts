import type { Chat, MessageView } from '@parley/client';

import { h } from '../element.js';
import { attempt } from '../notices.js';
import type { Page, Panel } from '../page.js';
import { texts } from '../texts.js';
import { foundMessage } from './found-message.js';

const PAUSE_MS = 250;

interface Found {
  data: MessageView[];
  meta: { next: string | null };
}

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
  /** Where the search goes on; null at the beginning. */
  private next: string | null = null;
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
    this.next = null;
    this.rows.replaceChildren();
    if (this.wanted) return this.find(this.wanted);
    this.more.hidden = true;
    this.status.textContent = texts.search.hint;
  }

  private async find(wanted: string): Promise<void> {
    let found: Found;
    // An answer reads a bounded number of messages: it may have no hits, and the search goes on.
    do {
      found = await this.read(wanted, this.next);
      if (wanted !== this.wanted) return;
      this.next = found.meta.next;
    } while (found.data.length === 0 && this.next !== null);
    this.rows.append(...found.data.map((message) => foundMessage(this.page, message, { mark: wanted })));
    this.more.hidden = this.next === null;
    const { search } = texts;
    const total = this.rows.childElementCount;
    this.status.textContent = total === 0 ? search.none : search.found(total, !this.more.hidden);
  }

  private async read(q: string, cursor: string | null): Promise<Found> {
    const params = { path: { chat: this.chat.id }, query: cursor === null ? { q } : { q, cursor } };
    const { data } = await this.page.parley.rest.GET('/api/chats/{chat}/search-messages', { params });
    return data as unknown as Found;
  }
}
