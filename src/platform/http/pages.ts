import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
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

/** Where the build puts the pages (scripts/make-docs.mjs), relative to built code and to code that runs from its sources. */
const DOCS_PLACES = ['../../../docs-site', '../../../dist/docs-site'];

const DOCS_HEADERS = {
  'Cache-Control': 'no-cache',
  // The pages have no scripts and load nothing from other origins.
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** Serves the documentation at `/docs` and below. Each page has its own route, because its address is not the name of its file. */
export async function serveDocsPages(fastify: FastifyInstance): Promise<void> {
  const root = DOCS_PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) =>
    existsSync(path),
  );
  if (root === undefined) {
    // The pages are not built, as with `npm run start:dev`.
    fastify.get('/docs', (_, reply) => reply.redirect('/docs/api'));
    return;
  }
  const options = { preCompressed: true, acceptRanges: false, cacheControl: false, lastModified: false };
  const setHeaders = (reply: FastifyReply) => void reply.headers(DOCS_HEADERS);
  await fastify.register(fastifyStatic, { root, serve: false, setHeaders, ...options });
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(html|css|svg|json)$/.test(path)) continue;
    const file = path.split(sep).join('/');
    fastify.get(addressOf(file), (_request, reply) => reply.sendFile(file));
  }
}

/** `index.html` is `/docs`, `decisions/a.html` is `/docs/decisions/a`; other files keep their names. */
function addressOf(file: string): string {
  const name = file.replace(/\.html$/, '');
  return name === 'index' ? '/docs' : `/docs/${name}`;
}
