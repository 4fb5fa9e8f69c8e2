import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { uuidv7 } from 'uuidv7';

import type { Config } from '../config/config.js';
import { isAllowedOrigin } from './origins.js';

/** Headers of an answer that pages of other origins may read. */
export const EXPOSED_HEADERS = ['Retry-After', 'Idempotent-Replayed', 'X-Request-Id'];

const NAME = /^[\w.-]{1,64}$/;

/** The id of a request in the log and in X-Request-Id: the one the caller sent, if it is valid, else a new one. */
export function nameRequest(request: { headers: Record<string, unknown> }): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && NAME.test(given) ? given : uuidv7();
}

/** Sets the headers of every answer, and the CORS rules. */
export async function secure(fastify: FastifyInstance, config: Config): Promise<void> {
  await fastify.register(helmet, {
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    // Both make a browser use https, which a development server does not have: pages would stay blank on another device.
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
