import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { uuidv7 } from 'uuidv7';

import type { Config } from '../config/config.js';
import { isAllowedOrigin } from './origins.js';

/** What pages of other origins may read of an answer. */
export const EXPOSED_HEADERS = ['Retry-After', 'Idempotent-Replayed', 'X-Request-Id'];

const NAME = /^[\w.-]{1,64}$/;

/** The name a request has in logs and in X-Request-Id: the caller's, when it is one, else one of ours. */
export function nameRequest(request: { headers: Record<string, unknown> }): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && NAME.test(given) ? given : uuidv7();
}

/** The headers every answer carries, and which pages may read it. */
export async function secure(fastify: FastifyInstance, config: Config): Promise<void> {
  await fastify.register(helmet, {
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    // Both lead a browser to https, which nobody has at a desk: /docs would stay blank on a phone beside it.
    hsts: config.production,
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: config.production ? [] : null } },
  });
  await fastify.register(cors, {
    origin: (origin, allow) => allow(null, origin !== undefined && isAllowedOrigin(origin, config)),
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key'],
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: 600,
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers({ 'X-Request-Id': request.id, 'Cache-Control': 'private, no-store' });
    done();
  });
}
