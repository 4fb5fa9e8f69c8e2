import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, In, IsNull, Not } from 'typeorm';

import { Message } from '../messages/message.entity.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { rows } from '../platform/database/rows.js';
import { User } from '../users/user.entity.js';
import { type Conversation, DIRECTS, GROUPS, type Moment } from './conversations.js';
import { DemoFaces } from './demo-faces.js';
import { DemoPeople, PEOPLE } from './demo-people.js';
import { chatIdOf, DemoHabits, DemoTalk, messageIdOf } from './demo-talk.js';
import { DATE_MESSAGES } from './demo.sql.js';

const MINUTE = 60_000;

const ALL = [...GROUPS, ...DIRECTS];
const LAUNCH = GROUPS[0] as Conversation;
const LAST_LINE = LAUNCH.lines.length;

/** The message that is sent last. While it is missing, the demo data is incomplete. */
const LAST_MESSAGE = { chatId: chatIdOf(LAUNCH.key), id: messageIdOf(LAUNCH.key, LAST_LINE) };

/**
 * Spreads the messages of the demo over the days before the first start. They are sent like any message, so they all carry the time
 * of that start. Here their dates are changed, in the order of their `seq`; `seq` and `rev` stay.
 */
@Injectable()
export class DemoDates {
  constructor(private readonly database: DataSource) {}

  /** Must run before the last message of the demo is sent: until then the next start repeats everything after a crash. */
  async spread(now = new Date()): Promise<void> {
    const messages = ALL.flatMap((conversation) =>
      timesOf(conversation, now).map((time, index) => ({
        chatId: chatIdOf(conversation.key),
        id: messageIdOf(conversation.key, index + 1),
        time: time.toISOString(),
      })),
    );
    const columns = (['chatId', 'id', 'time'] as const).map((column) => messages.map((message) => message[column]));
    await rows(this.database, DATE_MESSAGES, columns);
  }
}

/** One time for each line, each later than the one before. The last message gets the current time, so that its chat is the first of the list. */
function timesOf(conversation: Conversation, now: Date): Date[] {
  let last = dateOf(conversation.begins, now).getTime() - MINUTE;
  return conversation.lines.map(([, , more], index) => {
    const pause = (1 + ((index * 7) % 5)) * MINUTE;
    last = Math.max(more?.at ? dateOf(more.at, now).getTime() : 0, last + (index === 0 ? MINUTE : pause));
    return conversation === LAUNCH && index === LAST_LINE - 1 ? now : new Date(last);
  });
}

function dateOf([daysAgo, time]: Moment, now: Date): Date {
  const [hour, minute] = time.split(':').map(Number);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo, hour, minute);
}

/** Writes the demo data, from the first account to the last message. A second run adds what is missing. */
@Injectable()
export class DemoStory {
  constructor(
    private readonly people: DemoPeople,
    private readonly faces: DemoFaces,
    private readonly talk: DemoTalk,
    private readonly habits: DemoHabits,
    private readonly dates: DemoDates,
  ) {}

  async write(): Promise<void> {
    const cast = await this.people.arrive();
    await this.faces.show(cast);
    // All chats run at once, because the sends of different chats share transactions.
    await Promise.all(ALL.map((one) => this.talk.send(one === LAUNCH ? withoutLastLine(one) : one, cast)));
    await Promise.all(ALL.map((one) => this.habits.apply(one, cast)));
    await this.dates.spread();
    await this.talk.sendLine(LAUNCH, LAST_LINE, cast);
  }
}

function withoutLastLine(conversation: Conversation): Conversation {
  return { ...conversation, lines: conversation.lines.slice(0, -1) };
}

/**
 * Fills an empty database with users, chats and messages, before the server listens. The next start completes a seed that was
 * interrupted: then only the demo accounts exist, and the last message of the demo is missing. A copy of the template has all of it,
 * and only its messages get the times of day that they have here.
 */
@Injectable()
export class DemoSeed implements OnApplicationBootstrap {
  private readonly logger = new Logger(DemoSeed.name);

  constructor(
    private readonly config: Config,
    private readonly database: DataSource,
    private readonly story: DemoStory,
    private readonly dates: DemoDates,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.seedDemo) return;
    if (await this.isWanted()) return this.write();
    if (this.database instanceof Database && this.database.isNewCopy) await this.dates.spread();
  }

  private async write(): Promise<void> {
    const since = Date.now();
    await this.story.write();
    this.logger.log({ ms: Date.now() - since }, 'demo data written');
  }

  private async isWanted(): Promise<boolean> {
    const emails = Object.values(PEOPLE).map(({ email }) => email);
    const { manager } = this.database;
    if (await manager.existsBy(User, [{ email: Not(In(emails)) }, { externalId: Not(IsNull()) }])) return false;
    return !(await manager.existsBy(Message, LAST_MESSAGE));
  }
}
