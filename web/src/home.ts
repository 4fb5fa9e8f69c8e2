import type { Change, Chat, Parley } from '@parley/client';

import { Announcer } from './announcer.js';
import { ChatList } from './chat-list.js';
import type { ChatPane } from './chat/chat-pane.js';
import { ConnectionBanner } from './connection-banner.js';
import { fill, h } from './element.js';
import { attempt } from './notices.js';
import type { Page, Panel } from './page.js';
import { PanelFrame } from './panel-frame.js';
import { openInvite } from './panels/invite.js';
import { hashOf, routeOf } from './route.js';
import { texts } from './texts.js';

/** The page of a signed-in person: the chat list, an open chat, and perhaps a panel beside it. */
export class Home implements Page {
  private readonly banner: ConnectionBanner;
  private readonly list: ChatList;
  private readonly stage = h('main', { className: 'stage' });
  private readonly frame = new PanelFrame(() => this.show(null));
  private readonly announcer: Announcer;
  private readonly stop: () => void;
  private readonly onHash = (): void => void this.follow();
  private pane: ChatPane | null = null;
  readonly element: HTMLElement;

  constructor(readonly parley: Parley) {
    this.banner = new ConnectionBanner(parley);
    this.list = new ChatList(this);
    this.announcer = new Announcer(parley);
    const columns = h('div', { className: 'columns' }, this.list.element, this.stage, this.frame.element);
    this.element = h('div', { className: 'home' }, this.banner.element, columns);
    this.stop = parley.subscribe((change) => this.changed(change));
    addEventListener('hashchange', this.onHash);
  }

  start(): void {
    this.changed({ chats: new Set(), all: true });
    void this.follow();
  }

  close(): void {
    this.stop();
    removeEventListener('hashchange', this.onHash);
    this.pane?.close();
    document.title = texts.app.name;
  }

  open(chatId: string | null, seq?: number): void {
    const hash = hashOf(chatId, seq);
    if (location.hash === hash) void this.follow();
    else location.hash = hash;
  }

  show(panel: Panel | null): void {
    this.frame.show(panel);
    this.element.classList.toggle('with-panel', panel !== null);
  }

  private changed({ chats, all }: Change): void {
    if (!this.parley.me) return;
    this.banner.changed();
    this.list.changed();
    this.announcer.changed(this.pane?.chat.id ?? null);
    if (this.pane) this.changePane(this.pane, all || chats.has(this.pane.chat.id));
    else if (routeOf(location.hash).chatId) void this.follow();
    this.frame.changed();
  }

  /** The open chat may be gone, or be another object after everything was fetched again. */
  private changePane(pane: ChatPane, changed: boolean): void {
    const chat = this.parley.chat(pane.chat.id);
    if (!chat && this.parley.state === 'live') this.open(null);
    else if (chat && chat !== pane.chat) void this.enter(chat, null);
    else if (changed) pane.changed();
  }

  /** Opens what the address names. */
  private async follow(): Promise<void> {
    const { chatId, seq, invite } = routeOf(location.hash);
    if (invite) {
      openInvite(this, invite);
      this.open(null);
      return;
    }
    const chat = chatId === null ? undefined : this.parley.chat(chatId);
    this.element.classList.toggle('in-chat', chat !== undefined);
    this.list.select(chat?.id ?? null);
    if (!chat) this.leave();
    else if (chat.id === this.pane?.chat.id) await this.jump(this.pane, seq);
    else await this.enter(chat, seq);
  }

  private leave(): void {
    this.pane?.close();
    this.pane = null;
    if (this.frame.isOpen) this.show(null);
    fill(this.stage, h('div', { className: 'nothing' }, h('span', { className: 'brand-mark' }), texts.chat.none));
  }

  private async enter(chat: Chat, seq: number | null): Promise<void> {
    const { ChatPane } = await import('./chat/chat-pane.js');
    if (routeOf(location.hash).chatId !== chat.id || this.pane?.chat === chat) return;
    this.leave();
    const pane = new ChatPane(this, chat);
    this.pane = pane;
    fill(this.stage, pane.element);
    await attempt(() => pane.start(seq));
  }

  private async jump(pane: ChatPane, seq: number | null): Promise<void> {
    if (seq !== null) await attempt(() => pane.jump(seq));
  }
}
