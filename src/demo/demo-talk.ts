import { Injectable } from '@nestjs/common';

import { ChatsService } from '../chats/chats.service.js';
import { Marks } from '../chats/read-state/marks.js';
import { ChatSettings } from '../chats/settings/chat-settings.js';
import type { MessageView } from '../contract/views/message.view.js';
import { Votes } from '../messages/polls/votes.js';
import { Reactions } from '../messages/reactions/reactions.js';
import { MessagesService } from '../messages/send/messages.service.js';
import { Stars } from '../messages/stars/stars.js';
import type { Conversation, Line, More } from './conversations.js';
import { DemoFiles, type FileName } from './demo-files.js';
import { type Cast, demoId, type Name } from './demo-people.js';

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

/** Sends the messages of the demo as a client would send them. Each message has the same id in every run. */
@Injectable()
export class DemoTalk {
  constructor(
    private readonly chats: ChatsService,
    private readonly messages: MessagesService,
    private readonly votes: Votes,
    private readonly files: DemoFiles,
  ) {}

  /** Creates the chat and sends its lines in order. The order holds also when two processes do this at once. */
  async send(conversation: Conversation, cast: Cast): Promise<void> {
    await this.open(conversation, cast);
    for (const numbers of batches(conversation.lines)) {
      await Promise.all(numbers.map((number) => this.sendLine(conversation, number, cast)));
    }
  }

  async sendLine({ key, lines }: Conversation, number: number, cast: Cast): Promise<void> {
    const [by, message, { reply, media, poll }] = withMore(lines[number - 1]);
    const send = await this.messages.prepare(cast[by], chatIdOf(key), {
      id: messageIdOf(key, number),
      message,
      reply: reply === undefined ? undefined : messageIdOf(key, reply),
      media: media === undefined ? undefined : [await this.medium(media, cast[by])],
      poll: poll && { options: poll.options },
    });
    const sent = await this.messages.store(send);
    if (poll) await this.vote(sent.message, poll.votes, cast);
  }

  private async open({ key, title, people }: Conversation, cast: Cast): Promise<void> {
    const [creator = '', ...participants] = people.map((name) => cast[name]);
    await this.chats.start(creator, { id: chatIdOf(key), title, participants });
  }

  private async medium(media: FileName, ownerId: string): Promise<{ id: string }> {
    return { id: await this.files.upload(media, ownerId) };
  }

  private async vote({ chatId, id, attachments }: MessageView, votes: Partial<Record<Name, number>>, cast: Cast) {
    const options = attachments.flatMap((one) => (one.kind === 'poll' ? one.options : []));
    for (const [name, place] of Object.entries(votes)) {
      const chosen = options.slice(place, place + 1).map((option) => option.id);
      await this.votes.vote(cast[name as Name], chatId, id, chosen);
    }
  }
}

export const chatIdOf = (key: string): string => demoId(`chat ${key}`);
export const messageIdOf = (key: string, number: number): string => demoId(`message ${key} ${number}`);

function withMore(line: Line | undefined): [Name, string, More] {
  if (!line) throw new RangeError('the demo has no such line');
  const [by, says, more = {}] = line;
  return [by, says, more];
}

const hasMore = (more?: More): boolean => more?.media !== undefined || more?.poll !== undefined;

/**
 * Line numbers in groups that are sent at once. Plain texts keep their order. A line with media or a poll needs queries first, so it is
 * sent alone.
 */
function batches(lines: Line[]): number[][] {
  const groups: number[][] = [];
  for (const [index, [, , more]] of lines.entries()) {
    const alone = hasMore(more) || hasMore(lines[index - 1]?.[2]);
    if (alone || index === 0) groups.push([]);
    groups.at(-1)?.push(index + 1);
  }
  return groups;
}
