import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import type { Scope } from '../../contract/views/server.view.js';
import type { CallerRequest, ServerCaller } from './caller.js';

const SERVER_PATH = '/api/server/';
const SERVER_CALL = 'parley:server-call';

/** Which key a route of the server API needs. */
export interface ServerCallRule {
  scope: Scope;
  /** Whether operators and OPERATOR_TOKEN are accepted too. */
  operators: boolean;
}

/** Marks a route of the server API. A route below `/api/server` without this mark refuses everybody. */
export const ServerCall = (scope: Scope, { operators = false } = {}): MethodDecorator =>
  applyDecorators(SetMetadata(SERVER_CALL, { scope, operators }), ApiSecurity('apiKey'));

export const serverCallRule = (context: ExecutionContext): ServerCallRule | undefined =>
  Reflect.getMetadata(SERVER_CALL, context.getHandler()) as ServerCallRule | undefined;

/** Whether a call is one of the server API, by its route. The guard of sessions leaves all of these to that of keys. */
export function isServerCall(context: ExecutionContext): boolean {
  const { routeOptions } = context.switchToHttp().getRequest<FastifyRequest>();
  return routeOptions.url?.startsWith(SERVER_PATH) ?? false;
}

/** A parameter decorator: the caller that the guard of keys has authenticated. */
export const App = createParamDecorator((_: unknown, context: ExecutionContext): ServerCaller => {
  const { app } = context.switchToHttp().getRequest<CallerRequest>();
  if (!app) throw new Error('@App() outside the server API');
  return app;
});
