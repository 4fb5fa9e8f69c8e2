import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { call } from './support/person.js';
import { pagesOf } from './support/routes.js';
import { server, useServer } from './support/server.js';

useServer({}, { one: true });

const isDocument = (path: string) => path === '/docs' || (path.startsWith('/docs/') && !path.startsWith('/docs/api'));
const served = async () => (await pagesOf(server())).filter(isDocument);

async function read(path: string) {
  const { status, headers, body } = await call('GET', path);
  return { status, headers, html: (body as unknown as { text?: string }).text ?? '' };
}

const linksOf = (html: string) => [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link]) => link!);

describe('the pages at /docs', () => {
  it('are all documents of `docs/`, as HTML without scripts', async () => {
    const documents = readdirSync('docs', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md') && file !== 'README.md')
      .map((file) => `/docs/${file.replace('.md', '')}`);
    expect(await served()).toEqual(
      expect.arrayContaining(['/docs', '/docs/contributing', '/docs/decisions', ...documents]),
    );
    for (const path of ['/docs', ...documents]) {
      const { status, headers, html } = await read(path);
      expect([path, status, headers.get('content-type')]).toEqual([path, 200, 'text/html; charset=utf-8']);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self';/);
      expect(html).not.toMatch(/<script|<style| style=| on\w+=|javascript:/i);
      expect(html).toMatch(/<html lang="en">[^]*<a class="skip" href="#content">[^]*<main id="content"[^]*<h1/);
      if (path !== '/docs')
        expect([path, html.match(/<a href="[^"]+" aria-current="page">/g)?.length]).toEqual([path, 2]);
    }
  });

  it('have no dead links, neither to pages nor to sections', async () => {
    const pages = new Map<string, string>();
    for (const path of await served()) pages.set(path, (await read(path)).html);
    const others = ['/docs/api'];
    const dead: string[] = [];
    for (const [page, html] of pages) {
      for (const link of linksOf(html).filter((one) => !/^https?:/.test(one))) {
        const [path = '', section] = link.startsWith('#') ? [page, link.slice(1)] : link.split('#');
        const target = pages.get(path);
        const isThere = target !== undefined && (section === undefined || target.includes(` id="${section}"`));
        if (!isThere && !others.includes(path)) dead.push(`${page}: ${link}`);
      }
    }
    expect(dead).toEqual([]);
    expect(pages.size).toBeGreaterThan(20);
    expect((await read('/docs/api')).status).toBe(200);
  });

  it('are revalidated by ETag, and compressed if the client accepts gzip', async () => {
    const first = await read('/docs/realtime');
    const tag = first.headers.get('etag') ?? '';
    // As a browser reloads a page. Without it, `fetch` adds `no-cache`, and then the whole page is sent.
    const reload = { 'cache-control': 'max-age=0', 'if-none-match': tag };
    const again = await call('GET', '/docs/realtime', undefined, reload);
    expect([first.headers.get('cache-control'), again.status]).toEqual(['no-cache', 304]);
    expect(first.headers.get('content-encoding')).toBe('gzip'); // fetch accepts gzip by default
    const plain = await call('GET', '/docs/realtime', undefined, { 'accept-encoding': 'identity' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect((plain.body as unknown as { text: string }).text).toBe(first.html);
  });

  it('are served beside asyncapi.json; other addresses below `/docs` answer 404', async () => {
    const { body } = await call('GET', '/docs/asyncapi.json');
    expect(body).toEqual(JSON.parse(readFileSync('docs/asyncapi.json', 'utf8')));
    expect(existsSync('dist/docs-site/index.html')).toBe(true);
    for (const path of ['/docs/', '/docs/index', '/docs/nothing', '/docs/realtime.md', '/docs/..%2fpackage.json']) {
      expect([path, (await call('GET', path)).body.code]).toEqual([path, 'route.not_found']);
    }
  });
});
