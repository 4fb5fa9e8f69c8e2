import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';

import { ignoresUnknownKeys, MOST_DETAILS, unknownKey } from '../../../contract/rules/known-keys.js';
import { AppError, invalid } from '../../errors/app-error.js';
import { isMarked, MEDIA_TOKEN } from '../caller.js';
import { streamsBody } from '../bodies/streamed.js';

interface Undeclared {
  query: boolean;
  body: boolean;
}

/** The query parameter of a media token. Routes that accept one allow it. */
const TOKEN_IN_QUERY = 't';
const NO_QUERY = 'this call takes no query parameters';
const NO_BODY = 'this call takes no body';
const NONE: ReadonlySet<string> = new Set();

/**
 * Refuses keys in a query or body for which a call has no DTO; `InputPipe` validates those with a DTO. It must be the last global guard, so
 * that a caller without a token gets that error first. It is not an interceptor, because Nest needs several promises and observables for
 * each of these. Health checks and metrics are not checked, because tools add parameters of their own.
 */
@Injectable()
export class UndeclaredInput implements CanActivate {
  private readonly routes = new WeakMap<object, Undeclared>();

  canActivate(context: ExecutionContext): boolean {
    const { query, body } = this.undeclaredIn(context);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (query)
      refuseKeys(
        Object.keys(request.query as object).filter((key) => !isToken(key, context)),
        NO_QUERY,
      );
    if (body) refuseBody(request.body);
    return true;
  }

  private undeclaredIn(context: ExecutionContext): Undeclared {
    const handler = context.getHandler();
    const known = this.routes.get(handler);
    if (known) return known;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { url = '' } = request.routeOptions;
    const isStrict = url.startsWith('/api/') && !ignoresUnknownKeys(handler);
    const declared = declaredParts(context.getClass(), handler.name);
    const undeclared = {
      query: isStrict && !declared.has(RouteParamtypes.QUERY),
      body: isStrict && !declared.has(RouteParamtypes.BODY) && !streamsBody(request),
    };
    this.routes.set(handler, undeclared);
    return undeclared;
  }
}

/**
 * Which parts of the request a handler reads, as `RouteParamtypes`. Nest stores them under keys such as `3:0` (kind, index of the
 * parameter). A custom decorator has a random hexadecimal key (`4f09…__customRouteArgs__:0`), which must not be taken for a kind.
 */
export function declaredParts(type: object, method: string): Set<number> {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, type, method) ?? {}) as object;
  const kinds = Object.keys(parameters).map((key) => /^(\d+):\d+$/.exec(key)?.[1]);
  return new Set(kinds.filter((kind) => kind !== undefined).map(Number));
}

const isToken = (key: string, context: ExecutionContext): boolean =>
  key === TOKEN_IN_QUERY && isMarked(context, MEDIA_TOKEN);

/** An empty body is accepted, whatever its type. */
function refuseBody(body: unknown): void {
  if (body === undefined || body === null || body === '') return;
  if (typeof body !== 'object') throw invalid('', 'isEmpty', NO_BODY);
  refuseKeys(Object.keys(body), NO_BODY);
}

function refuseKeys(keys: string[], ifNone: string): void {
  if (keys.length === 0) return;
  const details = keys.slice(0, MOST_DETAILS).map((key) => unknownKey(key, NONE, { ifNone }));
  throw new AppError('request.invalid', { details });
}
