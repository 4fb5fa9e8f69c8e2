import { Injectable } from '@nestjs/common';

import type { Conversation } from './conversation.js';
import { DemoDates } from './demo-dates.js';
import { DemoHabits } from './demo-habits.js';
import { DemoPeople } from './demo-people.js';
import { chatIdOf, DemoTalk, messageIdOf } from './demo-talk.js';
import { DIRECTS } from './direct-conversations.js';
import { GROUPS } from './group-conversations.js';

const ALL = [...GROUPS, ...DIRECTS];
const LAUNCH = GROUPS[0] as Conversation;
const LAST_WORD = LAUNCH.lines.length;

/** The message that is sent last. While it is missing, the demo data is incomplete. */
export const LAST_MESSAGE = { chatId: chatIdOf(LAUNCH.key), id: messageIdOf(LAUNCH.key, LAST_WORD) };

/** Writes the demo data, from the first account to the last message. A second run adds what is missing. */
@Injectable()
export class DemoStory {
  constructor(
    private readonly people: DemoPeople,
    private readonly talk: DemoTalk,
    private readonly habits: DemoHabits,
    private readonly dates: DemoDates,
  ) {}

  async tell(): Promise<void> {
    const cast = await this.people.arrive();
    // All chats run at once, because the sends of different chats share transactions.
    await Promise.all(ALL.map((one) => this.talk.hold(one === LAUNCH ? withoutLastWord(one) : one, cast)));
    await Promise.all(ALL.map((one) => this.habits.apply(one, cast)));
    await Promise.all(ALL.map((one) => this.dates.spread(one)));
    // The last message gets the current time, so that its chat is the first of the list.
    await this.talk.say(LAUNCH, LAST_WORD, cast);
  }
}

function withoutLastWord(conversation: Conversation): Conversation {
  return { ...conversation, lines: conversation.lines.slice(0, -1) };
}
