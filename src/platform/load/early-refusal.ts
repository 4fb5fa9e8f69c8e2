import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Config } from '../config/config.js';
import type { AppError } from '../errors/app-error.js';
import { readOn } from '../http/bodies/early-answers.js';
import { isAllowedOrigin } from '../http/origins.js';
import { EXPOSED_HEADERS, nameRequest } from '../http/security.js';

/** Answers a request with an error before Fastify handles it. Pages of allowed origins can read the answer. */
export function refuseEarly(request: IncomingMessage, response: ServerResponse, error: AppError, config: Config): void {
  const { status, view, retryAfter } = error;
  const { origin } = request.headers;
  const body = JSON.stringify(view);
  if (origin !== undefined && isAllowedOrigin(origin, config)) {
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Expose-Headers', EXPOSED_HEADERS);
  }
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'private, no-store',
    'Retry-After': retryAfter ?? 1,
    'X-Request-Id': nameRequest(request),
    Vary: 'Origin',
  });
  if (!request.complete) response.once('finish', () => readOn(request, false));
  response.end(body);
}
