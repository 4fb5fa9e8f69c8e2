import type { Chat } from '@parley/client';

import { attempt, notify } from '../notices.js';
import { lengthOf } from '../text-length.js';
import { texts } from '../texts.js';
import type { Conversation } from './conversation.js';
import { namedAfterEdit, namedIn } from './naming.js';
import { hears, type PickedFile, type VueEvents, type VueTag } from './vue-chat.js';

const DRAFT_AFTER_MS = 800;
const MESSAGE_MAX = 4_000;

interface Draft {
  message: string;
  reply: string | null;
}

/** The message field: it sends, edits, saves the draft, and tells the others that the caller is typing. */
export class Writing {
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The draft when it was last restored or saved; null until then. */
  private settled: Draft | null = null;
  private editing = false;
  private wasTooLong = false;
  private readonly flush = (): void => this.save();
  private readonly leave = (): void => this.save(true);
  private readonly hide = (): void => {
    if (document.visibilityState === 'hidden') this.leave();
  };

  constructor(
    private readonly chat: Chat,
    private readonly conversation: Conversation,
  ) {
    const { element } = conversation;
    hears(element, 'send-message', (detail) => this.send(detail));
    hears(element, 'edit-message', (detail) => void attempt(() => this.edit(detail)));
    hears(element, 'typing-message', ({ message }) => this.type(message ?? ''));
    element.refuses = (text) => this.refuses(text);
  }

  /** Restores the draft with the message that it answers. */
  async start(): Promise<void> {
    const { message = '', reply = null } = this.chat.view.draft ?? {};
    await this.restore({ message, reply });
    this.conversation.element.addEventListener('focusout', this.flush);
    document.addEventListener('visibilitychange', this.hide);
    addEventListener('pagehide', this.leave);
  }

  close(): void {
    this.save();
    this.conversation.element.removeEventListener('focusout', this.flush);
    document.removeEventListener('visibilitychange', this.hide);
    removeEventListener('pagehide', this.leave);
  }

  /** Puts this message into the field, to answer or to edit it. The text that was there stays a draft. */
  take(id: string, name: 'replyMessage' | 'editMessage'): void {
    this.save();
    this.editing = name === 'editMessage';
    void attempt(() => this.conversation.take(id, name));
    this.saveSoon();
  }

  private type(text: string): void {
    if (text && !this.editing) this.chat.typing();
    this.warn(text);
    this.saveSoon();
    // The component reports an empty field before it clears `editedMessage`.
    if (this.editing && !text) setTimeout(() => this.endEdit());
  }

  private endEdit(): void {
    if (this.conversation.element.footer?.editedMessage._id) return;
    this.editing = false;
    if (this.settled) void this.restore(this.settled);
  }

  private async restore({ message, reply }: Draft): Promise<void> {
    this.settled = null;
    const { footer } = this.conversation.element;
    if (footer && message) footer.message = message;
    // The message that the draft answers may be deleted by now.
    if (reply) await this.conversation.take(reply, 'replyMessage').catch(() => undefined);
    this.settled = { message, reply };
  }

  private saveSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), DRAFT_AFTER_MS);
  }

  /** Saves the text of the field if it changed. @param leaving whether the page is being closed */
  private save(leaving = false): void {
    clearTimeout(this.timer);
    const { footer } = this.conversation.element;
    const before = this.settled;
    if (!before || !footer || this.editing) return;
    const message = [...footer.message].slice(0, MESSAGE_MAX).join('');
    const reply = footer.messageReply?._id ?? null;
    if (message === before.message && reply === before.reply) return;
    this.settled = { message, reply };
    void attempt(() => this.chat.saveDraft(message, reply ?? undefined, { leaving }));
  }

  private warn(text: string): void {
    const isTooLong = lengthOf(text) > MESSAGE_MAX;
    if (isTooLong && !this.wasTooLong) this.sayTooLong(text);
    this.wasTooLong = isTooLong;
  }

  private refuses(text: string): boolean {
    if (lengthOf(text) <= MESSAGE_MAX) return false;
    this.sayTooLong(text);
    return true;
  }

  private sayTooLong(text: string): void {
    notify(texts.failure.tooLong(lengthOf(text), MESSAGE_MAX), 'failed');
  }

  private send({ content: message, files, replyMessage, usersTag }: VueEvents['send-message']): void {
    const reply = replyMessage ? { reply: replyMessage._id } : {};
    const mentions = namedIn(message, this.chosen(usersTag));
    const content = { message, ...reply, ...(mentions.length > 0 ? { mentions } : {}) };
    if (files) this.conversation.files.keep(this.chat.sendFiles(files.map(asFile), content), files);
    else this.chat.send(content);
    this.chat.stopTyping();
    void this.conversation.toNewest();
  }

  private edit({ messageId, newContent, usersTag }: VueEvents['edit-message']): Promise<unknown> {
    const chosen = new Set(usersTag.map(({ _id }) => _id));
    const before = this.conversation.message(messageId) ?? { mentions: [] };
    return this.chat.edit(
      messageId,
      newContent,
      namedAfterEdit(newContent, before, chosen, this.chat.view.participants),
    );
  }

  private chosen(tags: VueTag[]) {
    const ids = new Set(tags.map(({ _id }) => _id));
    return this.chat.view.participants.filter(({ user }) => ids.has(user.id));
  }
}

function asFile({ blob, name, extension, type }: PickedFile): File {
  return new File([blob], extension ? `${name}.${extension}` : name, { type });
}
