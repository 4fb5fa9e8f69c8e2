import { Injectable } from '@nestjs/common';

import { ChatsService } from '../chats/chats.service.js';
import type { MessageView } from '../contract/views/message.view.js';
import { MessagesService } from '../messages/send/messages.service.js';
import { Polls } from '../messages/polls/polls.js';
import type { Conversation, Line, More } from './conversation.js';
import { demoId } from './demo-id.js';
import type { Cast, Name } from './demo-people.js';
import { DemoFiles, type FileName } from './demo-files.js';

/** Sends the messages of the demo as a client would send them. Each message has the same id in every run. */
@Injectable()
export class DemoTalk {
  constructor(
    private readonly chats: ChatsService,
    private readonly messages: MessagesService,
    private readonly polls: Polls,
    private readonly files: DemoFiles,
  ) {}

  /** Creates the chat and sends its lines in order. The order holds also when two processes do this at once. */
  async hold(conversation: Conversation, cast: Cast): Promise<void> {
    await this.open(conversation, cast);
    for (const numbers of breaths(conversation.lines)) {
      await Promise.all(numbers.map((number) => this.say(conversation, number, cast)));
    }
  }

  async say({ key, lines }: Conversation, number: number, cast: Cast): Promise<void> {
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
      await this.polls.vote(cast[name as Name], chatId, id, chosen);
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
function breaths(lines: Line[]): number[][] {
  const groups: number[][] = [];
  for (const [index, [, , more]] of lines.entries()) {
    const alone = hasMore(more) || hasMore(lines[index - 1]?.[2]);
    if (alone || index === 0) groups.push([]);
    groups.at(-1)?.push(index + 1);
  }
  return groups;
}
