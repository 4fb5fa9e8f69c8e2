import type { Chat } from '@parley/client';

import { avatar } from '../avatar.js';
import { fill, h } from '../element.js';
import { iconButton } from '../icon-button.js';
import { typistsOf } from '../names.js';
import { otherOf, type Page } from '../page.js';
import { texts } from '../texts.js';
import { dayAndTime } from '../time.js';

interface Ways {
  details: () => void;
  search: () => void;
  pinned: () => void;
}

/** The name of the chat, the presence of the other person, and buttons for search, details and more. */
export class ChatHeader {
  private readonly face = h('span', { className: 'chat-face' });
  private readonly title = h('span', { className: 'chat-title', dir: 'auto' });
  private readonly status = h('span', { className: 'chat-status', dir: 'auto' });
  private fingerprint = '';
  readonly element: HTMLElement;

  constructor(
    private readonly page: Page,
    private readonly chat: Chat,
    ways: Ways,
  ) {
    const { chat: words } = texts;
    const names = h('span', { className: 'chat-names' }, h('h2', {}, this.title), this.status);
    const properties = {
      type: 'button',
      className: 'chat-about',
      title: words.details,
      onclick: ways.details,
    } as const;
    this.element = h(
      'header',
      { className: 'chat-header' },
      iconButton('back', words.back, () => page.open(null), 'only-phone'),
      h('button', properties, this.face, names),
      iconButton('search', words.search, ways.search),
      iconButton('pin', words.pinned, ways.pinned),
      iconButton('info', words.details, ways.details),
    );
    this.changed();
  }

  changed(): void {
    const { view } = this.chat;
    const status = this.words();
    const fingerprint = JSON.stringify([view.title, view.avatar, otherOf(this.chat)?.status, status]);
    if (fingerprint === this.fingerprint) return;
    this.fingerprint = fingerprint;
    const picture = view.avatar && this.page.parley.avatarUrl(view.avatar);
    fill(this.face, avatar(view.title, picture, otherOf(this.chat)?.status));
    this.title.textContent = view.title;
    this.status.textContent = status;
    this.status.classList.toggle('typing', typistsOf(this.chat) !== '');
  }

  private words(): string {
    const { chat: words } = texts;
    const typists = typistsOf(this.chat);
    if (typists) return words.typing(typists);
    const other = otherOf(this.chat);
    if (!other) return words.people(this.chat.view.participantCount);
    if (other.status === 'online') return words.online;
    return other.lastSeenAt ? words.lastSeen(dayAndTime(other.lastSeenAt)) : words.offline;
  }
}
