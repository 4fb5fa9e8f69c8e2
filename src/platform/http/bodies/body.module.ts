import { type CanActivate, type ExecutionContext, Injectable, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';

import { OpenRequests } from '../../load/open-requests.js';
import { BODY_LIMIT, hasBody, PUBLIC_BODY_LIMIT, readBody, SERVER_BODY_LIMIT } from './bodies.js';
import { type CallerRequest, isMarked, ownerOf, PUBLIC } from '../caller.js';

/**
 * Reads the body of a call. From then on the request counts for its user. It runs after the guard of sessions, so that of callers without a
 * session only the bodies of public calls are read.
 */
@Injectable()
class BodyGuard implements CanActivate {
  constructor(private readonly openRequests: OpenRequests) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<CallerRequest>();
    const owner = ownerOf(request);
    const turn = owner === null ? undefined : this.openRequests.turn();
    if (turn) await turn;
    this.openRequests.countFor(request, owner);
    if (!hasBody(request) || request.method === 'GET' || request.method === 'HEAD') return true;
    request.body = await readBody(request, limitOf(request, context));
    return true;
  }
}

function limitOf({ app }: CallerRequest, context: ExecutionContext): number {
  if (app) return SERVER_BODY_LIMIT;
  return isMarked(context, PUBLIC) ? PUBLIC_BODY_LIMIT : BODY_LIMIT;
}

/** Reads request bodies when the caller is known. */
@Module({ providers: [{ provide: APP_GUARD, useClass: BodyGuard }] })
export class BodyModule {}
