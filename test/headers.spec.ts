import { call } from './support/person.js';
import { useServer } from './support/server.js';

useServer();

it('every answer says how it may be used, also where no route was found', async () => {
  for (const path of ['/api/me', '/health/live', '/docs/api', '/nowhere', '/%zz']) {
    const { headers } = await call('GET', path);
    expect([path, headers.get('cache-control')]).toEqual([path, expect.stringContaining('no-store')]);
    expect(headers.get('x-request-id')).toMatch(/^[\w.-]+$/);
    expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull();
  }
});

it('no page is sent to https outside production, where nobody has it', async () => {
  const { headers } = await call('GET', '/docs/api');
  expect(headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
  expect(headers.get('strict-transport-security')).toBeNull();
});
