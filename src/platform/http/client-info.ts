import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { isBlank, oneLine } from '../../contract/rules/typed-text.js';
import { networkOf } from './network.js';

const LONGEST_NAME = 200;

/** What a client that signs in tells of itself. */
export interface ClientInfo {
  /** Its User-Agent, as one line, cut to 200 characters; null when it sent none to see. */
  device: string | null;
  /** Where its calls come from: see `networkOf`. */
  network: string;
  /** The Bearer token it sent although none is needed: perhaps one that it got when it was signed in before. */
  token: string | null;
}

/** The client that makes a public call. */
export const Client = createParamDecorator((_: unknown, context: ExecutionContext): ClientInfo => {
  const { headers, ip } = context.switchToHttp().getRequest<FastifyRequest>();
  const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
  return { device: deviceName(headers['user-agent']), network: networkOf(ip), token };
});

function deviceName(userAgent = ''): string | null {
  const name = oneLine(userAgent.slice(0, LONGEST_NAME));
  return isBlank(name) ? null : name;
}
