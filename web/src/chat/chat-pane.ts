import type { Chat, ShownMessage, VueMessage } from '@parley/client';

import { choose } from '../dialog.js';
import { h } from '../element.js';
import { attempt } from '../notices.js';
import { myId, type Page } from '../page.js';
import { detailsPanel } from '../panels/details.js';
import { pinnedPanel } from '../panels/pinned.js';
import { openPollForm } from '../panels/poll-form.js';
import { searchPanel } from '../panels/search.js';
import { texts } from '../texts.js';
import { ChatHeader } from './chat-header.js';
import { Conversation } from './conversation.js';
import type { AddedElementsHost } from './added-elements-host.js';
import { openMessageMenu } from './message-menu.js';
import { pollCard } from './poll-card.js';
import { tickOf } from './ticks.js';
import { hears } from './vue-chat.js';
import { Writing } from './writing.js';

/** An open chat: its header, its messages, and the actions on them. */
export class ChatPane {
  private readonly header: ChatHeader;
  private readonly conversation: Conversation;
  private readonly writing: Writing;
  private readonly back = (): void => this.read();
  private started = false;
  readonly element: HTMLElement;

  constructor(
    private readonly page: Page,
    readonly chat: Chat,
  ) {
    this.header = new ChatHeader(page, chat, {
      details: () => page.show(detailsPanel(page, chat)),
      search: () => page.show(searchPanel(page, chat)),
      pinned: () => page.show(pinnedPanel(page, chat)),
    });
    this.conversation = new Conversation(page, chat, () => this.read());
    this.writing = new Writing(chat, this.conversation);
    this.listen();
    const messages = h('div', { className: 'chat-messages' }, this.conversation.element);
    this.element = h('section', { className: 'chat', ariaLabel: chat.view.title }, this.header.element, messages);
  }

  async start(seq: number | null): Promise<void> {
    await this.conversation.start(seq, this.elementsHost());
    this.started = true;
    await this.writing.start();
    document.addEventListener('visibilitychange', this.back);
    addEventListener('focus', this.back);
    this.read();
  }

  close(): void {
    document.removeEventListener('visibilitychange', this.back);
    removeEventListener('focus', this.back);
    this.writing.close();
    this.conversation.close();
  }

  changed(): void {
    this.header.changed();
    if (this.started) this.conversation.changed();
  }

  jump(seq: number): Promise<void> {
    return this.conversation.jump(seq);
  }

  /** Messages that are visible count as read. */
  private read(): void {
    if (!this.started || document.visibilityState !== 'visible' || !document.hasFocus()) return;
    if (this.chat.view.unreadCount > 0 && this.conversation.isAtEnd) this.chat.read();
  }

  private listen(): void {
    const { element } = this.conversation;
    hears(element, 'send-message-reaction', ({ messageId, reaction, remove }) => {
      void attempt(() => this.chat.react(messageId, reaction.unicode, !remove));
    });
    hears(element, 'open-failed-message', ({ message }) => this.askAboutFailed(message));
    hears(element, 'textarea-action-handler', () => openPollForm(this.chat));
    hears(element, 'open-file', ({ file }) => download(file.file.url, [file.file.name, file.file.extension]));
  }

  private askAboutFailed({ _id }: VueMessage): void {
    const { message: words } = texts;
    choose(words.failedTitle, this.conversation.message(_id)?.outgoing?.error ?? '', [
      { label: words.retry, kind: 'main', action: () => Promise.resolve(this.chat.retry(_id)) },
      { label: words.discard, kind: 'danger', action: () => Promise.resolve(this.chat.discard(_id)) },
    ]);
  }

  private elementsHost(): AddedElementsHost {
    const { page, chat, conversation, writing } = this;
    const take = (id: string, name: 'replyMessage' | 'editMessage'): void => writing.take(id, name);
    return {
      message: (id) => conversation.message(id),
      isMine: ({ sender }) => sender.id === myId(page),
      openMenu: (message: ShownMessage, at) => openMessageMenu({ page, chat, message, take }, at),
      jump: (seq) => void attempt(() => conversation.jump(seq)),
      toNewest: () => void attempt(() => conversation.toNewest()),
      pollCard: (message) => pollCard(chat, message),
      tick: (message) => tickOf(chat, message),
    };
  }
}

function download(url: string, name: string[]): void {
  if (url === '') return;
  h('a', { href: url, download: name.filter(Boolean).join('.'), target: '_blank', rel: 'noopener' }).click();
}
