import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';

import type { Config } from '../config/config.js';
import type { Metrics } from '../metrics/metrics.js';

const LOCALHOST = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Whether pages of an origin may call this server, over REST and over sockets. */
export function isAllowedOrigin(origin: string, config: Config): boolean {
  if (!config.CORS_ORIGINS) return !config.production && LOCALHOST.test(origin);
  return config.CORS_ORIGINS.includes('*') || config.CORS_ORIGINS.includes(origin);
}

/** Whether a page was loaded from the host that it calls. */
export function isOwnOrigin(origin: string, host: string | undefined): boolean {
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}

/** Headers of an answer that pages of other origins may read. */
export const EXPOSED_HEADERS = [
  ...['Retry-After', 'Idempotent-Replayed', 'X-Request-Id'],
  // Of resumable uploads, by the tus protocol.
  ...['Location', 'Tus-Resumable', 'Tus-Version', 'Tus-Extension', 'Tus-Max-Size', 'Upload-Offset', 'Upload-Length'],
  ...['Upload-Metadata', 'Upload-Expires', 'Upload-Media-Id'],
];
const TUS_HEADERS = ['Tus-Resumable', 'Upload-Length', 'Upload-Offset', 'Upload-Metadata', 'Upload-Defer-Length'];

const NAME = /^[\w.-]{1,64}$/;

/** The id of a request in the log and in X-Request-Id: the one the caller sent, if it is valid, else a new one. */
export function nameRequest(request: { headers: Record<string, unknown> }): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && NAME.test(given) ? given : randomUUID();
}

/** Sets the headers of every answer, and the CORS rules. */
export async function secure(fastify: FastifyInstance, config: Config): Promise<void> {
  await fastify.register(cors, {
    origin: (origin, allow) => allow(null, origin !== undefined && isAllowedOrigin(origin, config)),
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', ...TUS_HEADERS],
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: 600,
  });
  const headers = { ...protectiveHeaders(config), 'Cache-Control': 'private, no-store' };
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers).header('X-Request-Id', request.id);
    done();
  });
}

/**
 * The headers that Helmet sets. They are the same for every request, so Helmet runs once: running it for each request took 5 % of the
 * processor time of a send.
 */
function protectiveHeaders({ production }: Config): Record<string, string> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  const setHeaders = helmet({
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    // Both make a browser use https, which a development server does not have: pages would stay blank on another device.
    hsts: production,
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: production ? [] : null } },
  });
  setHeaders(request, response, () => undefined);
  return response.getHeaders() as Record<string, string>;
}

/** Probes call these about once a second. They are logged only on level debug, or when they fail. */
const PROBES = new Set(['/health/live', '/health/ready', '/metrics']);

/**
 * Logs and measures each request when its answer has been sent. The log has the pattern of the route and never the URL, which may have
 * ids, searches and media tokens. Fastify's own request log must be switched off.
 */
export function logRequests(fastify: FastifyInstance, metrics: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    const route = routeOptions.url ?? 'none';
    const status = reply.statusCode;
    const ms = reply.elapsedTime;
    metrics.http.observe({ method, route, status }, ms / 1000);
    const level = status >= 500 ? 'error' : PROBES.has(route) ? 'debug' : 'info';
    request.log[level]({ method, route, status, ms: Math.round(ms * 10) / 10 }, 'request');
    done();
  });
}
