import { Client } from 'pg';

import { BreakableProxy } from './support/breakable-proxy.js';
import { person } from './support/people.js';
import { server, type TestServer, useServer } from './support/server.js';
import { StockClient } from './support/stock-client.js';

/** These tests need a PostgreSQL that can be disconnected from a node, or kept busy by another client. */
useServer({}, { one: true });
let proxy: BreakableProxy;
let node: TestServer;

beforeAll(async () => {
  const [{ name } = { name: '' }] = await server().sql<{ name: string }>('select current_database() as name');
  const database = Object.assign(new URL(process.env.TEST_DATABASE_URL ?? ''), { pathname: name });
  proxy = await BreakableProxy.to(database.href);
  node = await server().anotherNode({ DATABASE_URL: proxy.url });
});
afterEach(() => {
  proxy.repair();
  StockClient.endAll();
});
afterAll(async () => {
  await node.stop();
  proxy.close();
});

describe.each([
  ['with its defaults', {}],
  ['over WebSocket alone', { transports: ['websocket'] }],
])('the official client, %s', (_, options) => {
  it('retries by itself, less and less often, while the database is unreachable, and connects when it is back', async () => {
    const { token } = await person('ada');
    const before = StockClient.of({ token, socketServer: node }, options);
    await before.has('ready');
    proxy.break();

    const client = StockClient.of({ token, socketServer: node }, options);
    const errors = [];
    for (const times of [1, 2, 3, 4]) errors.push(await client.has('connect_error', times));
    for (const { active, why } of errors) {
      expect({ active, why }).toEqual({
        active: true,
        why: 'transports' in options ? 'websocket error' : 'overloaded',
      });
    }
    const [first = 0, second = 0, third = 0, fourth = 0] = errors.map(({ at }) => at);
    expect(fourth - third).toBeGreaterThan(second - first);
    expect(before.all('disconnect')).toEqual([]);

    proxy.repair();
    await client.has('ready');
  });

  it('retries by itself while the database is too busy to look up its session', async () => {
    const { token } = await person('ada');
    const [{ name } = { name: '' }] = await server().sql<{ name: string }>('select current_database() as name');
    const busy = new Client(Object.assign(new URL(process.env.TEST_DATABASE_URL ?? ''), { pathname: name }).href);
    await busy.connect();
    await busy.query('begin; lock table sessions in access exclusive mode');

    const client = StockClient.of({ token, socketServer: node }, options);
    expect(await client.has('disconnect')).toMatchObject({ active: true });
    expect(client.events.map(({ why }) => why)).toContain('overloaded');
    await busy.end();

    await client.has('ready');
  });
});
