import { createHash, timingSafeEqual } from 'node:crypto';

import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

/**
 * Who acts on the server or on its accounts: a person with the role `operator`, a machine with OPERATOR_TOKEN, an API key, or somebody at the
 * command line.
 */
export interface Actor {
  kind: 'operator' | 'machine' | 'key' | 'cli';
  /** Of the user or the API key. */
  id: string | null;
  name: string | null;
  /** The IP address of the call. */
  address: string | null;
}

export const OPERATOR = 'parley:operator';

/** Marks a route for operators: it accepts OPERATOR_TOKEN, and the session of a user whose role is `operator`. */
export const OperatorCall = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(OPERATOR, true), ApiExtension('x-for-operators', true));

export type OperatorRequest = FastifyRequest & { actor?: Actor };

/** A parameter decorator: the operator who makes a call. */
export const Operator = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<OperatorRequest>();
  if (!actor) throw new Error('@Operator() on a route that is not for operators');
  return actor;
});

/** Whether an Authorization header has this token. Compares in constant time. */
export function isBearer(authorization: string, token: string): boolean {
  return isSame(authorization, `Bearer ${token}`);
}

/** Compares in constant time. */
export function isSame(given: string, right: string): boolean {
  const [a, b] = [given, right].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a as Buffer, b as Buffer);
}
