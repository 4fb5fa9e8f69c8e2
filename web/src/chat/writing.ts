import type { Chat } from '@parley/client';

import { attempt } from '../notices.js';
import type { Conversation } from './conversation.js';
import { hears, type PickedFile, type VueEvents, type VueTag } from './vue-chat.js';

const DRAFT_AFTER_MS = 800;

/** What one writes: sent, changed, or kept as a draft; the others see that one is typing. */
export class Writing {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private unsaved: string | null = null;

  constructor(
    private readonly chat: Chat,
    private readonly conversation: Conversation,
  ) {
    const { element } = conversation;
    hears(element, 'send-message', (detail) => this.send(detail));
    hears(element, 'edit-message', (detail) => void attempt(() => this.edit(detail)));
    hears(element, 'typing-message', ({ message }) => this.type(message ?? ''));
  }

  /** Takes up the draft again, with what it answers. */
  start(): void {
    const reply = this.chat.view.draft?.reply;
    if (reply) this.conversation.take(reply, 'replyMessage');
  }

  close(): void {
    this.save();
  }

  private type(text: string): void {
    if (this.conversation.element.room?.editedMessageId) return;
    if (text) this.chat.typing();
    this.unsaved = text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), DRAFT_AFTER_MS);
  }

  private save(): void {
    clearTimeout(this.timer);
    const text = this.unsaved;
    this.unsaved = null;
    if (text === null || text === (this.chat.view.draft?.message ?? '')) return;
    void attempt(async () => this.chat.saveDraft(text));
  }

  private send({ content, files, replyMessage, usersTag }: VueEvents['send-message']): void {
    const message = plain(content, usersTag);
    const reply = replyMessage ? { reply: replyMessage._id } : {};
    const mentions = this.participantsOf(usersTag);
    if (files) this.conversation.files.keep(this.chat.sendFiles(files.map(asFile), { message, ...reply }), files);
    else this.chat.send({ message, ...reply, ...(mentions.length > 0 ? { mentions } : {}) });
    this.chat.stopTyping();
    void this.conversation.toNewest();
  }

  private edit({ messageId, newContent, usersTag }: VueEvents['edit-message']): Promise<unknown> {
    return this.chat.edit(messageId, plain(newContent, usersTag));
  }

  private participantsOf(tags: VueTag[]): string[] {
    const ids = new Set(tags.map(({ _id }) => _id));
    return this.chat.view.participants.filter(({ user }) => ids.has(user.id)).map(({ id }) => id);
  }
}

/** The component puts marks of its own where somebody is named; what is sent is the name. */
function plain(content: string, tags: VueTag[]): string {
  const names = new Map(tags.map(({ _id, username }) => [_id, username]));
  return content.replace(/<usertag>(.*?)<\/usertag>/g, (_, id: string) => `@${names.get(id) ?? id}`);
}

function asFile({ blob, name, extension, type }: PickedFile): File {
  return new File([blob], extension ? `${name}.${extension}` : name, { type });
}
