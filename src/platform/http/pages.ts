import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

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

/** The pages have no scripts and load nothing from other origins. */
const DOCS_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
};

/** Serves the documentation at `/docs` and below. The pages are few and small: each has its own route and is kept in memory. */
export function serveDocsPages(fastify: FastifyInstance): void {
  const folder = DOCS_PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) =>
    existsSync(path),
  );
  if (folder === undefined) {
    // The pages are not built, as with `npm run start:dev`.
    fastify.get('/docs', (_, reply) => reply.redirect('/docs/api'));
    return;
  }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = `${entry.parentPath}/${entry.name}`;
    const page = new Page(path);
    fastify.get(addressOf(relative(folder, path)), (request, reply) => page.answer(request, reply));
  }
}

/** `index.html` is `/docs`, `decisions/a.html` is `/docs/decisions/a`; other files keep their names. */
function addressOf(file: string): string {
  const name = file
    .split(sep)
    .join('/')
    .replace(/\.html$/, '');
  return name === 'index' ? '/docs' : `/docs/${name}`;
}

class Page {
  private readonly content: Buffer;
  private readonly tag: string;
  private readonly type: string;
  private small?: Buffer;

  constructor(path: string) {
    this.content = readFileSync(path);
    this.tag = `"${createHash('sha1').update(this.content).digest('base64url')}"`;
    this.type = TYPES[extname(path)] ?? 'application/octet-stream';
  }

  answer({ headers }: FastifyRequest, reply: FastifyReply): FastifyReply {
    const known = headers['if-none-match']?.includes(this.tag) ?? false;
    const zipped = /\bgzip\b/.test(headers['accept-encoding'] ?? '');
    void reply.headers({
      'Cache-Control': 'no-cache',
      'Content-Security-Policy': DOCS_POLICY,
      'Content-Type': this.type,
      ETag: this.tag,
      Vary: 'Accept-Encoding',
    });
    if (known) return reply.status(304).send();
    if (!zipped) return reply.send(this.content);
    this.small ??= gzipSync(this.content);
    return reply.header('Content-Encoding', 'gzip').send(this.small);
  }
}
