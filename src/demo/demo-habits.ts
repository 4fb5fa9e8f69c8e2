import { Injectable } from '@nestjs/common';

import { ChatSettings } from '../chats/settings/chat-settings.js';
import { Marks } from '../chats/read-state/marks.js';
import { Reactions } from '../messages/reactions/reactions.js';
import { Stars } from '../messages/stars/stars.js';
import type { Conversation } from './conversation.js';
import type { Cast, Name } from './demo-people.js';
import { chatIdOf, messageIdOf } from './demo-talk.js';

/** Reads, reacts, stars, pins and archives for the people of the demo. Running it twice changes nothing. */
@Injectable()
export class DemoHabits {
  constructor(
    private readonly marks: Marks,
    private readonly stars: Stars,
    private readonly settings: ChatSettings,
    private readonly reactions: Reactions,
  ) {}

  async apply(conversation: Conversation, cast: Cast): Promise<void> {
    const chatId = chatIdOf(conversation.key);
    for (const name of conversation.people) await this.read(conversation, name, cast);
    await this.react(conversation, cast);
    for (const [name, lines] of Object.entries(conversation.stars ?? {})) {
      for (const line of lines) {
        await this.stars.star(cast[name as Name], chatId, messageIdOf(conversation.key, line), true);
      }
    }
    for (const name of conversation.pinnedBy ?? []) await this.settings.pin(cast[name], chatId, true);
    for (const name of conversation.archivedBy ?? []) await this.settings.archive(cast[name], chatId, true);
  }

  private async react({ key, lines }: Conversation, cast: Cast): Promise<void> {
    const wanted = lines.flatMap(([, , more], index) =>
      Object.entries(more?.reactions ?? {}).flatMap(([emoji, names]) =>
        names.map((name) => ({ name, what: { chatId: chatIdOf(key), messageId: messageIdOf(key, index + 1), emoji } })),
      ),
    );
    await Promise.all(wanted.map(({ name, what }) => this.reactions.set(cast[name], what, true)));
  }

  private async read({ key, lines, unread }: Conversation, name: Name, cast: Cast): Promise<void> {
    await this.marks.read(cast[name], chatIdOf(key), lines.length - (unread?.[name] ?? 0));
  }
}
