import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Where the build puts the pages (scripts/make-docs.mjs), relative to built code and to code that runs from its sources. */
const PLACES = ['../../../docs-site', '../../../dist/docs-site'];

/** The pages have no scripts and load nothing from other origins. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
};

/** Serves the documentation at `/docs` and below. The pages are few and small: each has its own route and is kept in memory. */
export function serveDocsPages(fastify: FastifyInstance): void {
  const folder = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) => existsSync(path));
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
      'Content-Security-Policy': POLICY,
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
