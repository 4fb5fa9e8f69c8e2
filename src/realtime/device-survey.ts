import { randomBytes, randomUUID } from 'node:crypto';

import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';

import { RedisLink } from '../platform/redis/redis-link.js';
import { Poll } from './poll.js';
import { type OpenSocket, SocketsHere } from './sockets-here.js';

interface Question {
  id: string;
  /** The node that asks. */
  node: string;
  chatId: string;
  userIds: string[];
}

interface Answer {
  id: string;
  sockets: OpenSocket[];
}

/** Asks every node which sockets of some people hear a chat. Who does not answer in time is left out. */
@Injectable()
export class DeviceSurvey implements OnModuleInit {
  private readonly logger = new Logger(DeviceSurvey.name);
  private readonly node = randomBytes(6).toString('base64url');
  private readonly polls = new Map<string, Poll<OpenSocket>>();

  constructor(
    @Inject(RedisLink) private readonly redis: RedisLink | null,
    private readonly here: SocketsHere,
  ) {}

  onModuleInit(): void {
    if (!this.redis) return;
    const { subscriber } = this.redis;
    const [questions, answers] = [this.channel('questions'), this.channel(this.node)];
    // Others listen on this connection, too.
    subscriber.on('message', (channel: string, text: string) => {
      if (channel === questions) this.answer(JSON.parse(text) as Question);
      if (channel === answers) this.hear(JSON.parse(text) as Answer);
    });
    subscriber.subscribe(questions, answers).catch((err: unknown) => this.logger.error({ err }, 'cannot be surveyed'));
  }

  async of(chatId: string, userIds: string[]): Promise<OpenSocket[]> {
    const elsewhere = this.redis?.isUp ? await this.ask(chatId, userIds) : [];
    return [...this.here.of(chatId, userIds), ...elsewhere];
  }

  private async ask(chatId: string, userIds: string[]): Promise<OpenSocket[]> {
    const poll = new Poll<OpenSocket>();
    const question: Question = { id: randomUUID(), node: this.node, chatId, userIds };
    this.polls.set(question.id, poll);
    // Redis says how many heard it. If it does not, nobody may have, and what this node knows is the answer.
    this.publish('questions', question).then(
      (nodes) => poll.expect(nodes),
      () => poll.expect(0),
    );
    return poll.over.finally(() => this.polls.delete(question.id));
  }

  /** One's own question comes back, too: it counts as heard, and what is here is known already. */
  private answer({ id, node, chatId, userIds }: Question): void {
    if (node === this.node) return this.hear({ id, sockets: [] });
    const answer: Answer = { id, sockets: this.here.of(chatId, userIds) };
    this.publish(node, answer).catch(() => undefined);
  }

  private hear({ id, sockets }: Answer): void {
    this.polls.get(id)?.hear(sockets);
  }

  private publish(channel: string, message: Question | Answer): Promise<number> {
    if (!this.redis) return Promise.resolve(0);
    return this.redis.commands.publish(this.channel(channel), JSON.stringify(message));
  }

  private channel(name: string): string {
    return this.redis?.key(`survey:${name}`) ?? '';
  }
}
