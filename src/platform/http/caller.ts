import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import { isBlank, oneLine } from '../../contract/rules/typed-text.js';
import type { Scope } from '../../contract/views/server.view.js';
import { networkOf } from './network.js';

/** The user who makes a call, and the session (signed-in device) they use. */
export interface Caller {
  userId: string;
  sessionId: string;
  /** The version of the token. Each refresh issues a token with the next version. */
  tokenVersion: number;
}

/** Who makes a call of the server API: an API key, an operator, or a machine with OPERATOR_TOKEN. */
export interface ServerCaller {
  kind: 'key' | 'operator' | 'machine';
  /** Of the key, or of the user; null for a machine. */
  id: string | null;
  name: string | null;
  /** The IP address of the call. */
  address: string | null;
  /** What the caller may do: of an operator and of a machine, everything. */
  scopes: readonly Scope[];
}

/** A request after the guards: `user` is set for calls of people, `app` for those of the server API. */
export type CallerRequest = FastifyRequest & { user?: Caller; app?: ServerCaller };

/** For whom a request counts: the user id, or the kind and id of the server caller; null when nobody is known. */
export function ownerOf({ user, app }: CallerRequest): string | null {
  return user?.userId ?? (app ? `${app.kind} ${app.id ?? ''}` : null);
}

/** A parameter decorator: the caller that the guard has authenticated. */
export const Me = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { user } = context.switchToHttp().getRequest<CallerRequest>();
  if (!user) throw new Error('@Me() on a public route');
  return user;
});

export const PUBLIC = 'parley:public';

/** Marks a route that needs no token. The authorization matrix of the tests lists every one of them. */
export const Public = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(PUBLIC, true), ApiSecurity({}));

export const MEDIA_TOKEN = 'parley:media-token';

/** Marks a route that also accepts a media token, as `?t=`, for HTML elements that cannot send headers. */
export const AcceptsMediaToken = (): MethodDecorator =>
  applyDecorators(SetMetadata(MEDIA_TOKEN, true), ApiSecurity('bearer'), ApiSecurity('mediaToken'));

/** By controller, and then by handler and mark. Reading the metadata for each call took 1 % of the processor time of a send. */
const marks = new WeakMap<object, Map<string, boolean>>();

/** Whether a route or its controller has a mark: `PUBLIC`, `MEDIA_TOKEN`. */
export function isMarked(context: ExecutionContext, mark: string): boolean {
  const [controller, handler] = [context.getClass(), context.getHandler()];
  const ofController = marks.get(controller) ?? new Map<string, boolean>();
  marks.set(controller, ofController);
  const key = `${handler.name} ${mark}`;
  const isKnown = ofController.get(key);
  if (isKnown !== undefined) return isKnown;
  const isSet = [handler, controller].some((marked) => Reflect.getMetadata(mark, marked) === true);
  ofController.set(key, isSet);
  return isSet;
}

const LONGEST_NAME = 200;

/** A client that makes a public call, such as a sign-in. */
export interface ClientInfo {
  /** Its User-Agent as one line of at most 200 characters; null when it sent none, or a blank one. */
  device: string | null;
  /** The network its calls come from: see `networkOf`. */
  network: string;
  /** The Bearer token of the call, which needs none: a device may send the one from an earlier sign-in. Null when there is none. */
  token: string | null;
}

/** A parameter decorator: the client that makes a public call. */
export const Client = createParamDecorator((_: unknown, context: ExecutionContext): ClientInfo => {
  const { headers, ip } = context.switchToHttp().getRequest<FastifyRequest>();
  const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
  return { device: deviceName(headers['user-agent']), network: networkOf(ip), token };
});

function deviceName(userAgent = ''): string | null {
  const name = oneLine(userAgent.slice(0, LONGEST_NAME));
  return isBlank(name) ? null : name;
}
