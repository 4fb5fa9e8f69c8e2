import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { isBlank, oneLine } from '../../contract/typed-text.js';

const LONGEST = 200;

/** What the client calls itself: its User-Agent, as one line, cut to 200 characters; null when it sent none to see. */
export const Device = createParamDecorator((_: unknown, context: ExecutionContext): string | null => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const name = oneLine(headers['user-agent']?.slice(0, LONGEST) ?? '');
  return isBlank(name) ? null : name;
});
