import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { Config } from '../config/config.js';
import { AppError } from '../errors/app-error.js';
import { readOn } from '../http/bodies/whole-body.js';
import { type CallerRequest, ownerOf } from '../http/caller.js';
import { networkOf } from '../http/network.js';
import { EXPOSED_HEADERS, isAllowedOrigin, nameRequest } from '../http/security.js';
import { Buckets } from './allowances.js';
import { Load } from './load.js';

/** Refusals of one client before it is put into the box. */
const REFUSALS = { burst: 20, perSecond: 5 };
/** Milliseconds for which a client stays in the box. */
const PENALTY_MS = 1_000;
const MOST = 10_000;

/** Marks clients that continue to call after many refusals, so that refusing them costs almost nothing. */
class PenaltyBox {
  private readonly refusals = new Buckets(REFUSALS);
  private readonly until = new Map<string, number>();

  /** Notes a refusal. @param key identifies the client before its token is checked: the Authorization header */
  refused(key: string): void {
    if (this.refusals.take(key) === 0) return;
    if (this.until.size >= MOST) this.until.clear();
    this.until.set(key, performance.now() + PENALTY_MS);
  }

  has(key: string): boolean {
    const until = this.until.get(key);
    if (until === undefined) return false;
    if (until > performance.now()) return true;
    this.until.delete(key);
    return false;
  }
}

/** Answers a request with an error before Fastify handles it. Pages of allowed origins can read the answer. */
function refuseEarly(request: IncomingMessage, response: ServerResponse, error: AppError, config: Config): void {
  const { status, view, retryAfter } = error;
  const { origin } = request.headers;
  const body = JSON.stringify(view);
  if (origin !== undefined && isAllowedOrigin(origin, config)) {
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Expose-Headers', EXPOSED_HEADERS);
  }
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'private, no-store',
    'Retry-After': retryAfter ?? 1,
    'X-Request-Id': nameRequest(request),
    Vary: 'Origin',
  });
  if (!request.complete) response.once('finish', () => readOn(request, false));
  response.end(body);
}

const MOST_OPEN = 2_000;
/** Open requests of one network whose users are not known yet. They are known when their token has been checked. */
const MOST_OF_ADDRESS = 300;
/** Open requests of one user. A browser opens six connections. */
const MOST_OF_PERSON = 60;

/** Milliseconds within which a client must read a complete answer. */
const READ_WITHIN = 30_000;
const CHECK_EVERY = 5_000;

/** Milliseconds by which a refusal is delayed, while fewer than `MOST_HELD` are. */
const HELD_FOR = 400;
const MOST_HELD = 2_000;

interface Open {
  /** Its Authorization header. */
  token?: string;
  response: ServerResponse;
  request?: CallerRequest;
  /** What it counts for: a network at first, then a user. */
  owner?: string;
  /** When its answer was first seen to be whole. */
  answeredAt?: number;
}

/** Probes of load balancers and supervisors are always answered. */
const isProbe = (url = ''): boolean => url.startsWith('/health/') || url === '/metrics';

/**
 * Limits how many requests are open at once, before any of them is read. Each may hold memory: for a body that does not end, or for an
 * answer that nobody reads.
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
  private readonly timer = setInterval(() => this.cutOffSlowReaders(), CHECK_EVERY).unref();

  constructor(
    private readonly config: Config,
    private readonly load: Load,
  ) {}

  watch(fastify: FastifyInstance): void {
    this.interceptRequests(fastify);
    fastify.addHook('onRequest', (request, reply, done) => {
      if (!isProbe(request.url)) this.enter(request, reply);
      done();
    });
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Resolves when there is time in the event loop for a request. @returns undefined when there is time now */
  turn(): Promise<void> | undefined {
    return this.load.pacer.turn();
  }

  /**
   * Counts a request for its user from now on, and not for its network any more. `Load` limits its work, and the client's network limits
   * its body.
   * @param userId null when the caller has not signed in
   * @throws AppError rate.limited, overloaded
   */
  countFor(request: FastifyRequest, userId: string | null): void {
    this.load.arrived(request.raw);
    const open = this.open.get(request.raw);
    if (open?.owner === undefined || userId === null) return;
    countDown(this.byOwner, open.owner);
    open.owner = userId;
    this.count(userId, MOST_OF_PERSON);
  }

  /**
   * Makes calls of the API take turns with everything else; health checks do not wait. An overloaded node refuses calls here, which costs
   * a tenth of what Fastify and Nest need to read a request and write an error.
   */
  private interceptRequests({ server }: FastifyInstance): void {
    const listeners = server.listeners('request') as RequestListener[];
    server.removeAllListeners('request');
    server.on('connection', () => this.load.pacer.connected());
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const begin = (): void => {
        for (const listener of listeners) listener.call(server, request, response);
      };
      if (!request.url?.startsWith('/api/')) return begin();
      const refuse = (error: AppError): void => this.refuse(request, response, error);
      if (this.asksTooMuch(request)) return refuse(TOO_OFTEN);
      this.remember(request, response);
      this.load.admit(request, begin, refuse);
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
    this.load.ended(key);
    if (owner !== undefined) {
      this.begun -= 1;
      countDown(this.byOwner, owner);
    }
    if (token === undefined) return;
    countDown(this.byToken, token);
    if (response.statusCode === 429 && request && ownerOf(request) !== null) this.penaltyBox.refused(token);
  }

  /** Refuses with a delay. It slows down clients that retry as soon as they are answered, so that others get their turn. */
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

  /** Counts a request. It counts until it is closed, even if it is refused. @throws AppError rate.limited */
  private count(owner: string, limit: number): void {
    if (countUp(this.byOwner, owner) > limit && this.config.RATE_LIMIT === 'on')
      throw new AppError('rate.limited', { retryAfter: soon(), params: { limit } });
  }

  /** Closes connections whose client does not read a complete answer. Downloads are not affected while their stream goes on. */
  private cutOffSlowReaders(): void {
    const now = performance.now();
    for (const open of this.open.values()) {
      if (!open.response.writableEnded) continue;
      open.answeredAt ??= now;
      if (open.answeredAt < now - READ_WITHIN) open.response.destroy();
    }
  }
}

/** Seconds. They differ, so that a thousand people behind one address do not all return at once. */
const soon = (): number => 1 + Math.floor(Math.random() * 4);

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
