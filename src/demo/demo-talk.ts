import { Injectable } from '@nestjs/common';

import { ChatsService } from '../chats/chats.service.js';
import { MessagesService } from '../messages/messages.service.js';
import { type Conversation, type Line, PICTURE } from './conversation.js';
import { demoId } from './demo-id.js';
import type { Cast } from './demo-people.js';
import { DemoPicture } from './demo-picture.js';

/** Lets the people of the demo talk: each line is sent as a client would send it, under an id that is always the same. */
@Injectable()
export class DemoTalk {
  constructor(
    private readonly chats: ChatsService,
    private readonly messages: MessagesService,
    private readonly picture: DemoPicture,
  ) {}

  /** In order, also when two processes do this at once: a line is stored with or after those before it, never ahead of them. */
  async hold(conversation: Conversation, cast: Cast): Promise<void> {
    await this.open(conversation, cast);
    for (const numbers of breaths(conversation.lines)) {
      await Promise.all(numbers.map((number) => this.say(conversation, number, cast)));
    }
  }

  async say({ key, lines }: Conversation, number: number, cast: Cast): Promise<void> {
    const [by, message, { reply, media }] = withMore(lines[number - 1]);
    await this.messages.send(cast[by], chatIdOf(key), {
      id: messageIdOf(key, number),
      message,
      reply: reply === undefined ? undefined : messageIdOf(key, reply),
      media: media === undefined ? undefined : [await this.medium(media, cast[by])],
    });
  }

  private async open({ key, title, people }: Conversation, cast: Cast): Promise<void> {
    const [creator = '', ...participants] = people.map((name) => cast[name]);
    await this.chats.start(creator, { id: chatIdOf(key), title, participants });
  }

  private async medium(media: string, ownerId: string): Promise<{ id: string } | { url: string }> {
    return media === PICTURE ? { id: await this.picture.upload(ownerId) } : { url: media };
  }
}

export const chatIdOf = (key: string): string => demoId(`chat ${key}`);
export const messageIdOf = (key: string, number: number): string => demoId(`message ${key} ${number}`);

function withMore(line: Line | undefined): Required<Line> {
  if (!line) throw new RangeError('the demo has no such line');
  const [by, says, more = {}] = line;
  return [by, says, more];
}

/** Line numbers in groups to be sent at once: plain text keeps its order on the way, a line with media has things to look up and goes alone. */
function breaths(lines: Line[]): number[][] {
  const groups: number[][] = [];
  for (const [index, [, , more]] of lines.entries()) {
    const alone = more?.media !== undefined || lines[index - 1]?.[2]?.media !== undefined;
    if (alone || index === 0) groups.push([]);
    groups.at(-1)?.push(index + 1);
  }
  return groups;
}
