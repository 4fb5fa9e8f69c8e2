import type { FastifyInstance } from 'fastify';

import type { Metrics } from '../metrics/metrics.js';

/** Asked every second or so by machines: worth a line only when something is wrong. */
const PROBES = new Set(['/health/live', '/health/ready', '/metrics']);

/**
 * One line and one measurement for each request, when its answer is out. The route is its pattern and never the URL,
 * which may carry ids, searches and media tokens. Fastify's own lines are to be switched off.
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
