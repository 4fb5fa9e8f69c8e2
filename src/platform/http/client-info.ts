import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { isBlank, oneLine } from '../../contract/rules/typed-text.js';
import { networkOf } from './network.js';

const LONGEST_NAME = 200;

/** What is known of a client that signs in. */
export interface ClientInfo {
  /** Its User-Agent as one line of at most 200 characters; null when it sent none, or a blank one. */
  device: string | null;
  /** The network its calls come from: see `networkOf`. */
  network: string;
  /** The Bearer token of the call, although it needs none: a device may send the one it got when it was signed in before. */
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
