import { call } from './support/person.js';
import { TestServer, useServer } from './support/server.js';
import { OPERATOR_TOKEN } from './support/suite-server/start.mjs';

const METRICS_TOKEN = 'only for Prometheus in tests';

useServer({ METRICS_TOKEN, DOCS: 'off' });

const metrics = (headers = {}) => call('GET', '/metrics', undefined, headers);
const DOCS = ['/docs', '/docs/errors', '/docs/api', '/docs/api/', '/docs-json', '/docs/asyncapi.json'];

it('GET /metrics answers only with METRICS_TOKEN; health checks need no token', async () => {
  expect(await metrics()).toMatchObject({ status: 401, body: { code: 'auth.token_missing' } });
  for (const token of ['garbage', OPERATOR_TOKEN, `${METRICS_TOKEN}x`, '']) {
    const refused = await metrics({ authorization: `Bearer ${token}` });
    expect(refused).toMatchObject({ status: 401, body: { code: 'auth.token_invalid' } });
    expect(JSON.stringify(refused.body)).not.toContain('parley_');
  }
  const { status, body } = await metrics({ authorization: `Bearer ${METRICS_TOKEN}` });
  expect([status, JSON.stringify(body).includes('parley_sockets')]).toEqual([200, true]);
  for (const path of ['/health/live', '/health/ready']) expect((await call('GET', path)).status).toBe(200);
});

it('with DOCS=off all addresses of the documents answer 404 like unknown ones; the page is still served', async () => {
  const open = await TestServer.shared();
  const notFound = await call('GET', '/docs/none');
  for (const path of DOCS) {
    const closed = await call('GET', path);
    expect([path, closed.status, closed.body]).toEqual([path, 404, notFound.body]);
    const { status } = await call('GET', `${open.url}${path}`);
    expect([path, status < 400]).toEqual([path, true]);
  }
  expect((await call('GET', '/')).status).toBe(200);
});
