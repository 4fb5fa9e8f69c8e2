import { call } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer();

it('every answer has no-store and a request id and names no server software, also where no route is found', async () => {
  for (const path of ['/api/me', '/health/live', '/docs/api', '/nowhere', '/%zz']) {
    const { headers } = await call('GET', path);
    expect([path, headers.get('cache-control')]).toEqual([path, expect.stringContaining('no-store')]);
    expect(headers.get('x-request-id')).toMatch(/^[\w.-]+$/);
    expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull();
  }
});

it('outside production pages are not upgraded to HTTPS, which is not available there', async () => {
  const { headers } = await call('GET', '/docs/api');
  expect(headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
  expect(headers.get('strict-transport-security')).toBeNull();
});

it('the page permits scripts only from this server and is revalidated; its assets are cached as immutable', async () => {
  const page = await fetch(`${server().url}/`);
  const policy = page.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'; script-src 'self';");
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const again = await fetch(`${server().url}/`, { headers: { 'if-none-match': page.headers.get('etag')! } });
  expect(again.status).toBe(304);

  const [, script] = /<script type="module" crossorigin src="([^"]+)">/.exec(await page.text())!;
  const { status, headers } = await fetch(server().url + script!, { headers: { 'accept-encoding': 'br' } });
  expect(status).toBe(200);
  expect(headers.get('content-encoding')).toBe('br');
  expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect((await call('GET', '/assets/none.js')).body.code).toBe('route.not_found');
});
