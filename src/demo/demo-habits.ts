import { Injectable } from '@nestjs/common';

import { ChatSettings } from '../chats/chat-settings.js';
import { Marks } from '../chats/marks.js';
import { Stars } from '../messages/stars.js';
import type { Conversation } from './conversation.js';
import type { Cast, Name } from './demo-people.js';
import { chatIdOf, messageIdOf } from './demo-talk.js';

/** How people leave a chat: what they have read, starred, pinned and put away. All of it can be done twice. */
@Injectable()
export class DemoHabits {
  constructor(
    private readonly marks: Marks,
    private readonly stars: Stars,
    private readonly settings: ChatSettings,
  ) {}

  async apply(conversation: Conversation, cast: Cast): Promise<void> {
    const chatId = chatIdOf(conversation.key);
    for (const name of conversation.people) await this.read(conversation, name, cast);
    for (const [name, lines] of Object.entries(conversation.stars ?? {})) {
      for (const line of lines) {
        await this.stars.star(cast[name as Name], chatId, messageIdOf(conversation.key, line), true);
      }
    }
    for (const name of conversation.pinnedBy ?? []) await this.settings.pin(cast[name], chatId, true);
    for (const name of conversation.archivedBy ?? []) await this.settings.archive(cast[name], chatId, true);
  }

  private async read({ key, lines, unread }: Conversation, name: Name, cast: Cast): Promise<void> {
    await this.marks.read(cast[name], chatIdOf(key), lines.length - (unread?.[name] ?? 0));
  }
}
