import type { FastifyInstance } from 'fastify';

import type { Metrics } from '../metrics/metrics.js';

/** Probes ask these every second or so. They are logged only on level debug, or when they fail. */
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
