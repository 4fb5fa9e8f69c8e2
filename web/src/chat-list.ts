import type { Chat, MeView } from '@parley/client';

import { avatar } from './avatar.js';
import { rowOf, fingerprintOf } from './chat-row.js';
import { fill, h } from './element.js';
import { iconButton } from './icon-button.js';
import { icon } from './icons.js';
import { KeyedList } from './keyed-list.js';
import { openMyMenu } from './my-menu.js';
import type { Page } from './page.js';
import { PeopleFound } from './people-found.js';
import { newChatPanel } from './panels/new-chat.js';
import { starredPanel } from './panels/starred.js';
import { texts } from './texts.js';

/** All chats of the caller with their unread counts, and a search field for chats and people. */
export class ChatList {
  private readonly me = h('span', { className: 'me' });
  private readonly account = h('button', { type: 'button', className: 'my-account' }, this.me);
  private readonly rows = h('ul', { className: 'rows' });
  private readonly empty = h('p', { className: 'list-empty', hidden: true });
  private readonly found: PeopleFound;
  private readonly archive = h('button', { type: 'button', className: 'archive-button' });
  private readonly field = h('input', { type: 'search', className: 'input search', placeholder: texts.list.search });
  private readonly list: KeyedList<Chat>;
  private selected: string | null = null;
  private inArchive = false;
  readonly element: HTMLElement;

  constructor(private readonly page: Page) {
    this.list = new KeyedList(
      this.rows,
      (chat) => rowOf(page, chat, chat.id === this.selected),
      ({ id }) => id,
      (chat) => fingerprintOf(page, chat, chat.id === this.selected),
    );
    this.found = new PeopleFound(page, () => this.clear());
    this.field.ariaLabel = texts.list.search;
    this.field.addEventListener('input', () => this.search());
    this.archive.addEventListener('click', () => this.toggleArchive());
    const scroll = h('div', { className: 'list-scroll' }, this.archive, this.rows, this.empty, this.found.element);
    const top = h('div', { className: 'list-top' }, this.header(), this.field);
    this.element = h('nav', { className: 'list', ariaLabel: texts.list.label }, top, scroll);
  }

  private header(): HTMLElement {
    const { list, me } = texts;
    const { account } = this;
    account.ariaLabel = me.menu;
    account.setAttribute('aria-haspopup', 'menu');
    account.addEventListener('click', () => openMyMenu(this.page, account));
    return h(
      'header',
      { className: 'list-header' },
      account,
      h('h1', {}, list.title),
      iconButton('star', list.starred, () => this.page.show(starredPanel(this.page))),
      iconButton('plus', list.newChat, () => this.page.show(newChatPanel(this.page)), 'accent'),
    );
  }

  changed(): void {
    const { me, chats } = this.page.parley;
    if (me) this.showMe(me);
    const archived = chats.filter(({ view }) => view.archived);
    if (archived.length === 0) this.inArchive = false;
    this.drawArchiveButton(archived);
    const shown = this.wanted(chats);
    this.list.show(shown);
    this.empty.hidden = shown.length > 0;
    this.empty.textContent = this.whyEmpty();
  }

  /** The caller's own avatar, and whether they appear online. */
  private showMe({ name, avatar: picture, status }: MeView): void {
    const fingerprint = JSON.stringify([name, picture, status]);
    if (this.me.dataset.fingerprint === fingerprint) return;
    this.me.dataset.fingerprint = fingerprint;
    fill(this.me, avatar(name, picture && this.page.parley.avatarUrl(picture), status));
    this.account.title = status === 'offline' ? texts.me.hidden : texts.me.menu;
    this.account.ariaDescription = status === 'offline' ? texts.me.hidden : '';
  }

  select(chatId: string | null): void {
    this.selected = chatId;
    if (chatId !== null) this.inArchive = this.page.parley.chat(chatId)?.view.archived ?? false;
    this.changed();
  }

  private wanted(chats: Chat[]): Chat[] {
    const wanted = this.field.value.trim().toLocaleLowerCase();
    if (wanted) return chats.filter(({ view }) => view.title.toLocaleLowerCase().includes(wanted));
    return chats.filter(({ view }) => view.archived === this.inArchive && view.type !== 'thread');
  }

  private whyEmpty(): string {
    if (this.field.value) return texts.list.noneFound;
    return this.page.parley.state === 'live' ? texts.list.empty : texts.list.notHere;
  }

  private drawArchiveButton(archived: Chat[]): void {
    const { list } = texts;
    this.archive.hidden = archived.length === 0 || this.field.value !== '';
    const label = this.inArchive ? list.back : list.archived(archived.length);
    if (this.archive.textContent === label) return;
    fill(this.archive, icon(this.inArchive ? 'back' : 'archive'), label);
  }

  private toggleArchive(): void {
    this.inArchive = !this.inArchive;
    this.changed();
  }

  private search(): void {
    this.changed();
    this.found.search(this.field.value.trim());
  }

  private clear(): void {
    this.field.value = '';
    this.search();
  }
}
