import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Config } from '../config/config.js';

/** Where Vite puts the page, relative to built code and to code that runs from its sources, as in tests. */
const PLACES = ['../../../web', '../../../dist/web'];

/**
 * Scripts may only come from this server, and not inline. Inline styles are allowed, because web components have theirs in the shadow
 * DOM. Images and media may come from other servers, because a message may link to them.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data: https:",
  "media-src 'self' blob: data: https:",
  "connect-src 'self' blob: data:",
  "font-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/** Each file has its own route and is sent in an encoding that the browser accepts. Other addresses below `/assets/` have no route. */
const ASSETS = {
  prefix: '/assets/',
  decorateReply: false,
  index: false,
  wildcard: false,
  globIgnore: ['**/*.br', '**/*.gz'],
  preCompressed: true,
  immutable: true,
  maxAge: '365d',
} as const;

/** Serves the chat page at `/`, if it was built. Without it `/` has no route. */
export async function servePage(fastify: FastifyInstance, config: Config): Promise<void> {
  const root = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) =>
    existsSync(`${path}/assets`),
  );
  if (root === undefined) return;
  // The names contain a hash of the content, so these files never change and may be cached everywhere.
  await fastify.register(fastifyStatic, { root: `${root}/assets`, ...ASSETS, globIgnore: [...ASSETS.globIgnore] });
  const page = readFileSync(`${root}/index.html`);
  const etag = `"${createHash('sha256').update(page).digest('base64url').slice(0, 27)}"`;
  const policy = [...POLICY, ...(config.production ? ['upgrade-insecure-requests'] : [])].join('; ');
  fastify.get('/', (request: FastifyRequest, reply: FastifyReply) => {
    void reply.headers({ 'Cache-Control': 'no-cache', ETag: etag, 'Content-Security-Policy': policy });
    if (request.headers['if-none-match']?.includes(etag)) return reply.status(304).send();
    return reply.type('text/html; charset=utf-8').send(page);
  });
}
