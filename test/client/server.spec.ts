import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { ParleyServer } from '@parley/client/server';

/** A server that breaks the first connection, is then busy, and then answers. */
let stub: Server;
let seen: { method?: string; url?: string; key?: string; id?: string }[];

const ANSWERED = { status: 'success', data: { ended: 1 }, meta: { next: 'more' } };
const REFUSED = { status: 'error', code: 'overloaded', message: 'busy', params: {}, details: [], retryAfter: 0 };

async function note(request: IncomingMessage): Promise<void> {
  const body = await text(request);
  const { id } = (body === '' ? {} : JSON.parse(body)) as { id?: string };
  const { method, url } = request;
  seen.push({ method, url, key: request.headers['idempotency-key'] as string | undefined, id });
}

beforeEach(async () => {
  seen = [];
  stub = createServer((request, response) => {
    void note(request).then(() => {
      if (seen.length === 1) return request.socket.destroy();
      response.writeHead(seen.length === 2 ? 503 : 200, { 'content-type': 'application/json' });
      return response.end(JSON.stringify(seen.length === 2 ? REFUSED : ANSWERED));
    });
  });
  await new Promise<void>((resolve) => stub.listen(0, '127.0.0.1', resolve));
});
afterEach(() => stub.close());

const client = (tries?: number) => {
  const { port } = stub.address() as AddressInfo;
  return new ParleyServer({ url: `http://127.0.0.1:${port}`, key: 'pk_test', tries });
};

describe('the client of a back end', () => {
  it('repeats a call without an answer or with a busy server, with the same id or Idempotency-Key', async () => {
    expect(await client().users.endSessions('uma')).toEqual({ ended: 1 });
    expect(seen.map(({ method }) => method)).toEqual(['DELETE', 'DELETE', 'DELETE']);
    expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
    expect(seen[0]?.key).toBeDefined();
    seen = [];
    await client().messages.send('chat', { message: 'Hello' });
    expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
    expect([seen.length, typeof seen[0]?.id]).toEqual([3, 'string']);
    seen = [];
    await client().users.token('u/1', 60);
    expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
    expect([seen.length, typeof seen[0]?.key]).toEqual([3, 'string']);
    await client().users.upsert('token', { name: 'Tom' });
    expect(seen.at(-1)).toMatchObject({ method: 'PUT', key: undefined });
  });

  it('changes chats and roles, and reads a page of the audit log with its cursor', async () => {
    await client().chats.change('chat', { title: 'Order 7', data: null });
    await client().chats.changeRole('chat', 'u/1', 'admin');
    await expect(client().audit.list({ limit: 2, cursor: 'x' })).resolves.toEqual({ data: { ended: 1 }, next: 'more' });
    expect(seen.slice(2).map(({ method, url }) => `${method ?? ''} ${url ?? ''}`)).toEqual([
      'PATCH /api/server/chats/chat',
      'PATCH /api/server/chats/chat/participants/u%2F1',
      'GET /api/server/audit?limit=2&cursor=x',
    ]);
  });

  it('gives up after its last try', async () => {
    await expect(client(1).users.endSessions('uma')).rejects.toMatchObject({ code: 'network' });
    await expect(client(1).users.endSessions('uma')).rejects.toMatchObject({ code: 'overloaded', httpStatus: 503 });
  });
});
