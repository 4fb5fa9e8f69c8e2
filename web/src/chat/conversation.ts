import {
  type Chat,
  type MessageView,
  type ShownMessage,
  toVueMessages,
  toVueRoom,
  type VueMessage,
  type VueRoom,
  type VueWords,
} from '@parley/client';
import { register } from 'vue-advanced-chat';

import { h } from '../element.js';
import { icon } from '../icons.js';
import { myId, type Page } from '../page.js';
import { addAccessibleNames } from './accessible-names.js';
import type { AddedElementsHost } from './added-elements-host.js';
import { LocalFiles } from './local-files.js';
import { MessageWindow } from './message-window.js';
import { drawn, ScrollKeeper } from './scroll-keeper.js';
import { Unchanged } from './unchanged.js';
import looks from './vue-chat.css?inline';
import { autoScroll, hears, type VueChat } from './vue-chat.js';
import { settings, wordsFor } from './vue-settings.js';

register();

const sheet = new CSSStyleSheet();
sheet.replaceSync(looks);

/** The messages of a chat and the message field: the web component, with data from the client. */
export class Conversation {
  readonly element = document.createElement('vue-advanced-chat') as VueChat;
  /** Of messages that are being sent. */
  readonly files = new LocalFiles();
  private readonly window: MessageWindow;
  private keeper: ScrollKeeper | null = null;
  private removeListeners: (() => void) | null = null;
  private readonly same = new Unchanged<VueMessage>();
  private room: VueRoom | undefined;
  private readonly rooms = new Unchanged<VueRoom & { _id: string }>();
  private moving = false;
  private readonly words: VueWords;
  private shown: VueMessage[] = [];

  constructor(
    private readonly page: Page,
    private readonly chat: Chat,
    private readonly seen: () => void,
  ) {
    this.words = wordsFor(chat);
    this.window = new MessageWindow(chat);
    Object.assign(this.element, settings(), { currentUserId: myId(page), roomId: chat.id });
    this.element.append(h('span', { slot: 'custom-action-icon', className: 'poll-icon' }, icon('chart')));
  }

  /** Draws the chat, at a message if given. The element must be in the document. */
  async start(seq: number | null, host: AddedElementsHost): Promise<void> {
    const asked = new Promise<void>((resolve) => hears(this.element, 'fetch-messages', () => resolve()));
    this.drawRoom();
    await asked;
    const root = this.element.shadowRoot as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    if (seq !== null) await this.window.showAround(seq);
    this.draw();
    await drawn();
    this.keeper = new ScrollKeeper(root.querySelector('#messages-list') as HTMLElement, () => void this.moved());
    this.removeListeners = addAccessibleNames(root, host);
    if (seq === null) this.scroll.toEnd();
    else this.showSeq(seq);
    await this.moved();
    this.element.dataset.ready = 'true';
  }

  close(): void {
    this.removeListeners?.();
    this.keeper?.close();
    this.files.clear();
  }

  private get scroll(): ScrollKeeper {
    if (!this.keeper) throw new Error('the conversation is not started');
    return this.keeper;
  }

  /** Whether the newest message is visible. */
  get isAtEnd(): boolean {
    return this.window.isLive && this.scroll.atEnd;
  }

  message(id: string): ShownMessage | undefined {
    return this.window.messages.find((message) => message.id === id);
  }

  /** Puts this message into the field, to answer or to edit it; fetches it if it is not shown. @throws ParleyError */
  async take(id: string, name: 'replyMessage' | 'editMessage'): Promise<void> {
    const shown = this.shown.find(({ _id }) => _id === id);
    const message = this.message(id) ?? (await this.fetch(id));
    const [drawn] = shown ? [shown] : toVueMessages(this.page.parley, this.chat, [message], this.words);
    if (!drawn) return;
    const { files: _, ...text } = drawn;
    // The text to edit is the one that was typed, without the component's markup.
    const taken = name === 'editMessage' ? { ...text, content: message.message } : drawn;
    this.element.room?.messageActionHandler({ action: { name }, message: taken });
  }

  private fetch(id: string): Promise<MessageView> {
    return this.page.parley.call<MessageView>('GET', `/api/chats/${this.chat.id}/messages/${id}`);
  }

  changed(): void {
    if (this.window.isLive && this.scroll.atEnd) this.window.trimAbove();
    this.drawRoom();
    this.draw();
    this.seen();
  }

  jump(seq: number): Promise<void> {
    return this.goTo(
      () => this.window.showAround(seq),
      () => this.showSeq(seq),
    );
  }

  toNewest(): Promise<void> {
    return this.goTo(
      () => this.window.showNewest(),
      () => this.scroll.toEnd(),
    );
  }

  /** Shows another part of the history. Loads no pages on the way. */
  private async goTo(change: () => Promise<void> | void, look: () => void): Promise<void> {
    this.moving = true;
    try {
      await change();
      this.draw();
      await drawn();
      look();
    } finally {
      this.moving = false;
    }
    await this.moved();
  }

  private showSeq(seq: number): void {
    const message = this.window.messages.find((one) => one.seq === seq);
    if (message) this.scroll.show(message.id);
  }

  /** After scrolling: near an end, shows the next page and removes what is far away. */
  private async moved(): Promise<void> {
    if (this.moving) return;
    this.moving = true;
    try {
      while (await this.nextPage()) await drawn();
    } finally {
      this.moving = false;
    }
    this.seen();
  }

  private async nextPage(): Promise<boolean> {
    const { window, scroll } = this;
    const wantsOlder = scroll.nearStart && !window.isFromStart;
    if (!wantsOlder && !(scroll.nearEnd && !window.isLive)) return false;
    const more = await (wantsOlder ? window.older() : window.newer()).catch(() => false);
    if (wantsOlder) window.trimBelow();
    else window.trimAbove();
    if (more) await scroll.holding(() => this.draw());
    return more;
  }

  private drawRoom(): void {
    const [room] = this.rooms.reuseEqual([{ ...toVueRoom(this.page.parley, this.chat), _id: this.chat.id }]);
    if (room && this.room !== room) this.element.rooms = [room];
    this.room = room;
  }

  private draw(): void {
    const { messages } = this.window;
    const fresh = toVueMessages(this.page.parley, this.chat, messages, this.words);
    this.shown = this.same.reuseEqual(
      fresh.map((one, index) => this.files.shownIn(one, messages[index] as ShownMessage)),
    );
    this.element.autoScroll = autoScroll(this.window.isLive);
    this.element.messages = this.shown;
    this.element.messagesLoaded = this.window.isFromStart;
  }
}
