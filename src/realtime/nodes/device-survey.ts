import { randomBytes, randomUUID } from 'node:crypto';

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';

import { RedisLink } from '../../platform/redis/redis-link.js';
import { areIds, isCount, isId, isRecord } from '../../platform/text/json-shape.js';
import { AskNodes } from './ask-nodes.js';
import { type OpenSocket, SocketsHere } from '../delivery/sockets-here.js';

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
  private readonly node = randomBytes(6).toString('base64url');
  private readonly polls = new Map<string, AskNodes<OpenSocket>>();

  constructor(
    @Inject(RedisLink) private readonly redis: RedisLink | null,
    private readonly here: SocketsHere,
  ) {}

  onModuleInit(): void {
    if (!this.redis) return;
    this.redis.listen('redis questions', [this.channel('questions')], (text) => this.answer(readQuestion(text)));
    this.redis.listen('redis answers', [this.channel(this.node)], (text) => this.hear(readAnswer(text)));
  }

  async of(chatId: string, userIds: string[]): Promise<OpenSocket[]> {
    const elsewhere = this.redis?.isUp ? await this.ask(chatId, userIds) : [];
    return [...this.here.of(chatId, userIds), ...elsewhere];
  }

  private async ask(chatId: string, userIds: string[]): Promise<OpenSocket[]> {
    const poll = new AskNodes<OpenSocket>();
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

const NODE = /^[\w-]{1,32}$/;

/** @throws Error when it is not a question */
function readQuestion(text: string): Question {
  const { id, node, chatId, userIds } = recordIn(text);
  if (!isId(id) || typeof node !== 'string' || !NODE.test(node)) throw new Error('not a question');
  if (!isId(chatId) || !areIds(userIds)) throw new Error('not a question');
  return { id, node, chatId, userIds };
}

/** @throws Error when it is not an answer */
function readAnswer(text: string): Answer {
  const { id, sockets } = recordIn(text);
  if (!isId(id) || !Array.isArray(sockets) || !sockets.every(isOpenSocket)) throw new Error('not an answer');
  return { id, sockets };
}

function recordIn(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  return isRecord(value) ? value : {};
}

/** The latest time that a Date can hold. */
const LAST = 8.64e15;

const isOpenSocket = (value: unknown): value is OpenSocket =>
  isRecord(value) &&
  isId(value.userId) &&
  isId(value.sessionId) &&
  isCount(value.connectedAt) &&
  value.connectedAt <= LAST &&
  typeof value.behind === 'boolean';
