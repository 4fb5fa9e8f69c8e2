import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Config } from '../config/config.js';

/** Where vite puts the page: beside the built code, and in `dist` for code that runs from its sources, as in tests. */
const PLACES = ['../../../web', '../../../dist/web'];

/**
 * Scripts come from here alone, and none stands in the page. Styles may: those of a web component live in its shadow.
 * Pictures may come from elsewhere, since a message may show what lies there.
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

/** Each file is a route of its own, in the form that the browser takes; another address there is no route. */
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

/** The page to chat in, at `/`, where it was built: a server installed without it answers there as it does anywhere else. */
export async function servePage(fastify: FastifyInstance, config: Config): Promise<void> {
  const root = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) =>
    existsSync(`${path}/assets`),
  );
  if (root === undefined) return;
  // What lies there is named by what is in it: it never changes, and may be kept anywhere.
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
