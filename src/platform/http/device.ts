import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const LONGEST = 200;

/** What the client calls itself: its User-Agent, cut to 200 characters; null when it sent none. */
export const Device = createParamDecorator((_: unknown, context: ExecutionContext): string | null => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const name = headers['user-agent']?.slice(0, LONGEST).trim() ?? '';
  return name === '' ? null : name;
});
