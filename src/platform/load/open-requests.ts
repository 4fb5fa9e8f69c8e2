import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { Config } from '../config/config.js';
import { AppError } from '../errors/app-error.js';
import { networkOf } from '../http/network.js';
import { Load } from './load.js';

const MOST_OPEN = 2_000;
/** Of one address: a browser has six open, and behind one address may be a school. */
const MOST_OF_ADDRESS = 300;

/** Milliseconds a client may take to read an answer that is whole. */
const READ_WITHIN = 30_000;
const LOOK_EVERY = 5_000;

/** Asked by balancers and supervisors: answered however many others wait. */
const isProbe = (url = ''): boolean => url.startsWith('/health/') || url === '/metrics';

/**
 * Bounds how many requests are open at once, before anything of them is read: each may hold memory, be it for a body that does not end or
 * for an answer that nobody reads.
 */
@Injectable()
export class OpenRequests implements OnModuleDestroy {
  private readonly byNetwork = new Map<string, number>();
  private readonly unread = new Map<FastifyReply, number>();
  private readonly timer = setInterval(() => this.cutOffSlowReaders(), LOOK_EVERY).unref();
  private open = 0;

  constructor(
    private readonly config: Config,
    private readonly load: Load,
  ) {}

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (request, reply, done) => {
      if (!isProbe(request.url)) this.enter(request, reply);
      done();
    });
    fastify.addHook('onSend', (_request, reply, _payload, done) => {
      if (this.unread.has(reply)) this.unread.set(reply, performance.now());
      done();
    });
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** @throws AppError rate.limited, overloaded */
  private enter(request: FastifyRequest, reply: FastifyReply): void {
    const network = networkOf(request.ip);
    const ofNetwork = this.byNetwork.get(network) ?? 0;
    if (this.open >= MOST_OPEN || this.load.isFull) throw new AppError('overloaded', { retryAfter: 2 });
    if (ofNetwork >= MOST_OF_ADDRESS && this.config.RATE_LIMIT === 'on')
      throw new AppError('rate.limited', { retryAfter: 1, params: { limit: MOST_OF_ADDRESS } });
    this.open += 1;
    this.byNetwork.set(network, ofNetwork + 1);
    this.unread.set(reply, Infinity);
    reply.raw.once('close', () => this.leave(network, reply));
  }

  private leave(network: string, reply: FastifyReply): void {
    this.open -= 1;
    this.unread.delete(reply);
    const left = (this.byNetwork.get(network) ?? 1) - 1;
    if (left > 0) this.byNetwork.set(network, left);
    else this.byNetwork.delete(network);
  }

  /** A download goes on while its stream does: only what is whole and lies here unread counts. */
  private cutOffSlowReaders(): void {
    const late = performance.now() - READ_WITHIN;
    for (const [reply, since] of this.unread) if (reply.raw.writableEnded && since < late) reply.raw.destroy();
  }
}
