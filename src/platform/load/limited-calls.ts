import type { INestApplication } from '@nestjs/common';
import { InterceptorsConsumer } from '@nestjs/core/interceptors/interceptors-consumer.js';
import type { FastifyReply } from 'fastify';

import { isDownload, isStreamed } from '../http/bodies/streamed.js';
import { type CallerRequest, ownerOf } from '../http/caller.js';
import { heavyKindOf } from './allowances.js';
import { Load } from './load.js';

/** The private fields of a Nest application that lead to the part that runs interceptors. */
interface Routing {
  routesResolver: { routerExplorer: { executionContextCreator: { interceptorsConsumer: InterceptorsConsumer } } };
}

/** Puts every call of the API through `Load`. Must be called before the app is initialized. */
export function limitCalls(app: INestApplication): void {
  const { routerExplorer } = (app as unknown as Routing).routesResolver;
  const creator = routerExplorer.executionContextCreator;
  // Without this, another version of Nest could run without any limits.
  if (!(creator.interceptorsConsumer instanceof InterceptorsConsumer)) {
    throw new Error('this version of Nest runs interceptors elsewhere: see platform/load/limited-calls.ts');
  }
  creator.interceptorsConsumer = new LimitedCalls(app.get(Load));
}

/**
 * Runs each handler through `Load`, between the guards and the handler, where Nest runs interceptors. It is no interceptor itself, because Nest
 * makes several promises and observables for each of those: they took 10 % of the processor time of a send. Interceptors cannot be used.
 */
class LimitedCalls extends InterceptorsConsumer {
  constructor(private readonly load: Load) {
    super();
  }

  override intercept(...[interceptors, args, , handler, next]: Parameters<InterceptorsConsumer['intercept']>) {
    if (interceptors.length > 0) throw new Error(`${handler.name} has interceptors, which are not run here`);
    const [request, reply] = args as [CallerRequest, FastifyReply];
    const { url = '' } = request.routeOptions;
    if (!url.startsWith('/api/') || isDownload(request)) return next();
    const userId = ownerOf(request);
    const heavy = heavyKindOf(handler);
    // A caller of the server API has a rate of its own.
    if (request.user) this.load.charge(request.user.userId, heavy);
    if (isStreamed(request)) return next();
    // `request` is destroyed as soon as its body has been read, so only the answer shows whether the client still waits.
    return this.load.run({ userId, heavy, isWanted: () => !reply.raw.destroyed }, next);
  }
}
