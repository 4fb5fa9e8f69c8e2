import { randomBytes, randomUUID } from 'node:crypto';

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, In } from 'typeorm';

import { Session } from '../../auth/sessions/session.entity.js';
import type { DeviceState, TracedDeviceView } from '../../contract/views/reading.view.js';
import { RedisLink } from '../../platform/redis/redis-link.js';
import { areIds, isCount, isId, isRecord } from '../../platform/text/json-shape.js';
import { Block } from '../../users/user.entity.js';
import { type OpenSocket, SocketsHere } from '../delivery/sockets.js';

/** Maximum number of devices shown for one user: as many as they may have sockets on one node. */
const DEVICES_SHOWN = 50;

/** When a device has several sockets, the first of these states counts. */
const FURTHEST_FIRST: DeviceState[] = ['pushed', 'behind', 'connected_later'];

interface Found {
  sessionId: string;
  state: DeviceState;
  connectedAt: number;
}

/** Asks every node which sockets of some users get the pushes of a chat. Nodes that do not answer within 300 ms are left out. */
@Injectable()
export class DeviceSurvey implements OnModuleInit {
  private readonly node = randomBytes(6).toString('base64url');
  private readonly collectors = new Map<string, AnswerCollector<OpenSocket>>();

  constructor(
    @Inject(RedisLink) private readonly redis: RedisLink | null,
    private readonly here: SocketsHere,
  ) {}

  onModuleInit(): void {
    if (!this.redis) return;
    this.redis.listen('redis questions', [this.channel('questions')], (text) => this.answer(readQuestion(text)));
    this.redis.listen('redis answers', [this.channel(this.node)], (text) => this.receive(readAnswer(text)));
  }

  async of(chatId: string, userIds: string[]): Promise<OpenSocket[]> {
    const elsewhere = this.redis?.isUp ? await this.ask(chatId, userIds) : [];
    return [...this.here.of(chatId, userIds), ...elsewhere];
  }

  private async ask(chatId: string, userIds: string[]): Promise<OpenSocket[]> {
    const collector = new AnswerCollector<OpenSocket>();
    const question: Question = { id: randomUUID(), node: this.node, chatId, userIds };
    this.collectors.set(question.id, collector);
    // Redis answers how many nodes got the question. When it fails, none may have got it, and only the sockets of this node are answered.
    this.publish('questions', question).then(
      (nodes) => collector.expectCount(nodes),
      () => collector.expectCount(0),
    );
    return collector.result.finally(() => this.collectors.delete(question.id));
  }

  /** This node gets its own question too. It counts as answered without sockets, because `of` adds them. */
  private answer({ id, node, chatId, userIds }: Question): void {
    if (node === this.node) return this.receive({ id, sockets: [] });
    const answer: Answer = { id, sockets: this.here.of(chatId, userIds) };
    this.publish(node, answer).catch(() => undefined);
  }

  private receive({ id, sockets }: Answer): void {
    this.collectors.get(id)?.add(sockets);
  }

  private publish(channel: string, message: Question | Answer): Promise<number> {
    if (!this.redis) return Promise.resolve(0);
    return this.redis.commands.publish(this.channel(channel), JSON.stringify(message));
  }

  private channel(name: string): string {
    return this.redis?.key(`survey:${name}`) ?? '';
  }
}

/** The devices of a message's recipients that are connected right now, on any node. */
@Injectable()
export class RecipientDevices {
  constructor(
    private readonly survey: DeviceSurvey,
    private readonly database: DataSource,
  ) {}

  /**
   * No devices are shown of users who have blocked the viewer, or whom the viewer has blocked.
   * @param storedAt when the message was stored, milliseconds since 1970
   * @returns the devices by user id, in the order in which they connected
   */
  async of(
    viewerId: string,
    chatId: string,
    storedAt: number,
    userIds: string[],
  ): Promise<Map<string, TracedDeviceView[]>> {
    const unseen = await this.blockedWith(viewerId);
    const open = await this.survey.of(
      chatId,
      userIds.filter((userId) => !unseen.has(userId)),
    );
    const theirs = (userId: string) => open.filter((socket) => socket.userId === userId);
    const found = new Map(userIds.map((userId) => [userId, devicesOf(theirs(userId), storedAt)]));
    const names = await this.namesOf([...found.values()].flat());
    const view = ({ sessionId, state, connectedAt }: Found): TracedDeviceView => ({
      device: names.get(sessionId) ?? null,
      state,
      connectedAt: new Date(connectedAt).toISOString(),
    });
    return new Map([...found].map(([userId, devices]) => [userId, devices.map(view)]));
  }

  /** The users who have blocked this one, or whom this one has blocked. */
  private async blockedWith(userId: string): Promise<Set<string>> {
    const blocks = await this.database.manager.find(Block, {
      select: { blockerId: true, blockedId: true },
      where: [{ blockerId: userId }, { blockedId: userId }],
    });
    return new Set(blocks.map(({ blockerId, blockedId }) => (blockerId === userId ? blockedId : blockerId)));
  }

  private async namesOf(devices: Found[]): Promise<Map<string, string | null>> {
    if (devices.length === 0) return new Map();
    const ids = devices.map(({ sessionId }) => sessionId);
    const found = await this.database.manager.find(Session, {
      select: { id: true, device: true },
      where: { id: In(ids) },
    });
    return new Map(found.map(({ id, device }) => [id, device]));
  }
}

function devicesOf(sockets: OpenSocket[], storedAt: number): Found[] {
  const devices = new Map<string, Found>();
  for (const socket of [...sockets].sort((a, b) => a.connectedAt - b.connectedAt)) {
    const { sessionId, connectedAt } = socket;
    const state = stateOf(socket, storedAt);
    const known = devices.get(sessionId);
    if (!known || rank(state) < rank(known.state)) devices.set(sessionId, { sessionId, state, connectedAt });
  }
  return [...devices.values()].slice(0, DEVICES_SHOWN);
}

function stateOf({ connectedAt, behind }: OpenSocket, storedAt: number): DeviceState {
  if (connectedAt > storedAt) return 'connected_later';
  return behind ? 'behind' : 'pushed';
}

const rank = (state: DeviceState): number => FURTHEST_FIRST.indexOf(state);

const TIMEOUT_MS = 300;

/** Collects the answers of several nodes to one question, until all have answered or 300 ms have passed. */
export class AnswerCollector<Answer> {
  /** Resolves with the answers that came in time. */
  readonly result: Promise<Answer[]>;
  private readonly given: Answer[] = [];
  private asked?: number;
  private answered = 0;
  private end: () => void = () => undefined;

  constructor() {
    this.result = new Promise((resolve) => {
      const timer = setTimeout(() => this.end(), TIMEOUT_MS);
      this.end = () => {
        clearTimeout(timer);
        resolve(this.given);
      };
    });
  }

  /** Sets how many nodes were asked. Answers may come earlier. */
  expectCount(asked: number): void {
    this.asked = asked;
    this.endIfComplete();
  }

  add(answers: Answer[]): void {
    this.answered++;
    this.given.push(...answers);
    this.endIfComplete();
  }

  private endIfComplete(): void {
    if (this.asked !== undefined && this.answered >= this.asked) this.end();
  }
}

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
