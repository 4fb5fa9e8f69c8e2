import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';

import type { CallerRequest } from '../http/caller.js';
import { isDownload, isStreamed } from '../http/bodies/streamed.js';
import { heavyKindOf } from './costs.js';
import { Load } from './load.js';

/** Puts every call of the API through `Load`. */
@Injectable()
export class LoadInterceptor implements NestInterceptor {
  constructor(private readonly load: Load) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<CallerRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const { url = '' } = request.routeOptions;
    if (!url.startsWith('/api/') || isDownload(request)) return next.handle();
    const userId = request.user?.userId ?? null;
    const heavy = heavyKindOf(context.getHandler());
    if (userId !== null) this.load.charge(userId, heavy);
    if (isStreamed(request)) return next.handle();
    const demand = {
      userId,
      heavy,
      // `request` is destroyed as soon as its body has been read, so only the answer shows whether the client still waits.
      isWanted: () => !reply.raw.destroyed,
    };
    return from(this.load.run(demand, () => lastValueFrom(next.handle())));
  }
}
