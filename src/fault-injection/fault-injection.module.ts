import { setTimeout as sleep } from 'node:timers/promises';

import { type CanActivate, type DynamicModule, type ExecutionContext, Injectable, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { FastifyReply } from 'fastify';

import type { Config } from '../platform/config/config.js';
import { AppError } from '../platform/errors/app-error.js';
import type { CallerRequest } from '../platform/http/caller.js';
import type { FaultDecision } from './fault-plan.js';
import { Faults } from './faults.js';
import { FaultsController } from './faults.controller.js';

/** The token never expires for this call: a client with an expired token could not continue without it. */
const REFRESH = '/api/refresh';

/** A guard that makes calls fail by the fault plan of their session. It runs after the other global guards. */
@Injectable()
class FaultyCalls implements CanActivate {
  constructor(private readonly faults: Faults) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const { user, method, routeOptions } = context.switchToHttp().getRequest<CallerRequest>();
    const plan = user && this.faults.of(user.sessionId);
    if (!plan || context.getClass() === FaultsController) return true;
    const { url = '' } = routeOptions;
    return this.apply(plan.calls.next(`${method} ${url}`), url, context.switchToHttp().getResponse());
  }

  private async apply(decision: FaultDecision, url: string, reply: FastifyReply): Promise<boolean> {
    const delay = decision.delay();
    if (delay > 0) await sleep(delay);
    if (decision.happens('drop')) return dropConnection(reply);
    if (url !== REFRESH && decision.happens('expireToken')) throw new AppError('auth.token_expired');
    if (decision.happens('loseAnswer')) reply.send = () => (void dropConnection(reply), reply);
    return true;
  }
}

/** Closes the connection without an answer. @returns a promise that never resolves, so that the call is not carried out */
function dropConnection(reply: FastifyReply): Promise<never> {
  reply.hijack();
  reply.raw.destroy();
  return new Promise(() => undefined);
}

/**
 * Makes calls fail on purpose, for tests of clients. In production the module is empty. The faults of sockets are in `realtime/faults`.
 */
@Module({})
export class FaultInjectionModule {
  static of({ production }: Config): DynamicModule {
    if (production) return { module: FaultInjectionModule };
    return {
      module: FaultInjectionModule,
      global: true, // realtime cannot import a module that is built from the settings
      controllers: [FaultsController],
      providers: [Faults, { provide: APP_GUARD, useClass: FaultyCalls }],
      exports: [Faults],
    };
  }
}
