import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { Config } from '../config/config.js';
import { AppError } from '../errors/app-error.js';
import type { CallerRequest } from '../http/caller.js';
import { networkOf } from '../http/network.js';
import { refuseEarly } from './early-refusal.js';
import { Load } from './load.js';
import { PenaltyBox } from './penalty-box.js';

const MOST_OPEN = 2_000;
/** Of one address, by people who are not known yet: they are known as soon as their token is read. */
const MOST_OF_ADDRESS = 300;
/** Of one person. A browser has six open. */
const MOST_OF_PERSON = 60;

/** Milliseconds a client may take to read an answer that is whole. */
const READ_WITHIN = 30_000;
const LOOK_EVERY = 5_000;

/** A refusal is held back for so many milliseconds, while not too many are. */
const HELD_FOR = 400;
const MOST_HELD = 2_000;

interface Open {
  /** Its Authorization header. */
  token?: string;
  response: ServerResponse;
  request?: CallerRequest;
  /** For whom it counts: a network, then a person. */
  owner?: string;
  /** When its answer was first seen to be whole. */
  answeredAt?: number;
}

/** Asked by balancers and supervisors: answered however many others wait. */
const isProbe = (url = ''): boolean => url.startsWith('/health/') || url === '/metrics';

/**
 * Bounds how many requests are open at once, before anything of them is read: each may hold memory, be it for a body that does not end or
 * for an answer that nobody reads.
 */
@Injectable()
export class OpenRequests implements OnModuleDestroy {
  private readonly open = new Map<IncomingMessage, Open>();
  private readonly byOwner = new Map<string, number>();
  private readonly byToken = new Map<string, number>();
  /** How many of the open ones Fastify works on. */
  private begun = 0;
  private readonly penaltyBox = new PenaltyBox();
  private held = 0;
  private readonly timer = setInterval(() => this.cutOffSlowReaders(), LOOK_EVERY).unref();

  constructor(
    private readonly config: Config,
    private readonly load: Load,
  ) {}

  watch(fastify: FastifyInstance): void {
    this.standBefore(fastify);
    fastify.addHook('onRequest', (request, reply, done) => {
      if (!isProbe(request.url)) this.enter(request, reply);
      done();
    });
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Resolves when there is time in the event loop to go on with a request; undefined: there is time now. */
  turn(): Promise<void> | undefined {
    return this.load.turnstile.turn();
  }

  /**
   * From here on a request counts for this person, and no longer for its address. Its work is bounded by `Load`, and its body by how
   * fast its network is.
   * @param userId null: somebody who has not signed in
   * @throws AppError rate.limited, overloaded
   */
  isOf(request: FastifyRequest, userId: string | null): void {
    this.load.came(request.raw);
    const open = this.open.get(request.raw);
    if (open?.owner === undefined || userId === null) return;
    countDown(this.byOwner, open.owner);
    open.owner = userId;
    this.count(userId, MOST_OF_PERSON);
  }

  /**
   * Calls of the API take turns with everything else, and health checks do not. An overloaded node refuses here, for a tenth of what it
   * costs Fastify and Nest to read a request and write an error.
   */
  private standBefore({ server }: FastifyInstance): void {
    const listeners = server.listeners('request') as RequestListener[];
    server.removeAllListeners('request');
    server.on('connection', () => this.load.turnstile.connected());
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const begin = (): void => {
        for (const listener of listeners) listener.call(server, request, response);
      };
      if (!request.url?.startsWith('/api/')) return begin();
      const refuse = (error: AppError): void => this.refuse(request, response, error);
      if (this.asksTooMuch(request)) return refuse(TOO_OFTEN);
      this.remember(request, response);
      this.load.letIn(request, begin, refuse);
    });
  }

  private asksTooMuch({ headers: { authorization } }: IncomingMessage): boolean {
    if (authorization === undefined) return false;
    if (this.penaltyBox.has(authorization)) return true;
    return this.config.RATE_LIMIT === 'on' && (this.byToken.get(authorization) ?? 0) >= MOST_OF_PERSON;
  }

  private remember(request: IncomingMessage, response: ServerResponse): Open {
    const open: Open = { token: request.headers.authorization, response };
    this.open.set(request, open);
    if (open.token !== undefined) countUp(this.byToken, open.token);
    response.once('close', () => this.forget(request, open));
    return open;
  }

  private forget(key: IncomingMessage, { token, owner, request, response }: Open): void {
    this.open.delete(key);
    this.load.gone(key);
    if (owner !== undefined) {
      this.begun -= 1;
      countDown(this.byOwner, owner);
    }
    if (token === undefined) return;
    countDown(this.byToken, token);
    if (response.statusCode === 429 && request?.user !== undefined) this.penaltyBox.refused(token);
  }

  /** Who asks again as soon as they are answered is slowed down by it, and the loop has time for others. */
  private refuse(request: IncomingMessage, response: ServerResponse, error: AppError): void {
    if (this.held >= MOST_HELD) return refuseEarly(request, response, error, this.config);
    this.held += 1;
    setTimeout(() => {
      this.held -= 1;
      if (!response.destroyed) refuseEarly(request, response, error, this.config);
    }, HELD_FOR).unref();
  }

  /** @throws AppError rate.limited, overloaded */
  private enter(request: FastifyRequest, reply: FastifyReply): void {
    if (this.begun >= MOST_OPEN) throw new AppError('overloaded', { retryAfter: 2 });
    const open = this.open.get(request.raw) ?? this.remember(request.raw, reply.raw);
    open.request = request;
    open.owner = networkOf(request.ip);
    this.begun += 1;
    this.count(open.owner, MOST_OF_ADDRESS);
  }

  /** @throws AppError rate.limited; it counts all the same, until it is closed */
  private count(owner: string, limit: number): void {
    if (countUp(this.byOwner, owner) > limit && this.config.RATE_LIMIT === 'on')
      throw new AppError('rate.limited', { retryAfter: 1, params: { limit } });
  }

  /** A download goes on while its stream does: only what is whole and lies here unread counts. */
  private cutOffSlowReaders(): void {
    const now = performance.now();
    for (const open of this.open.values()) {
      if (!open.response.writableEnded) continue;
      open.answeredAt ??= now;
      if (open.answeredAt < now - READ_WITHIN) open.response.destroy();
    }
  }
}

const TOO_OFTEN = new AppError('rate.limited', { retryAfter: 1 });

function countUp(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}

function countDown(counts: Map<string, number>, key: string): void {
  const left = (counts.get(key) ?? 1) - 1;
  if (left > 0) counts.set(key, left);
  else counts.delete(key);
}
