import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { Server, type Socket } from 'socket.io';
import { io, type Socket as Client } from 'socket.io-client';

import { coalesceWrites } from './backpressure.js';

const server = new Server({ transports: ['websocket'] });
let client: Client;
let socket: Socket;
/** How many packets each write had. */
let writes: number[];

beforeAll(() => {
  server.listen(0);
  coalesceWrites(server);
});

beforeEach(async () => {
  const { port } = server.httpServer.address() as AddressInfo;
  const connected = once(server, 'connection');
  client = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true, reconnection: false });
  [socket] = (await connected) as [Socket];
  if (!client.connected) await once(client as never, 'connect');
  writes = [];
  (socket.conn as unknown as NodeJS.EventEmitter).on('flush', ({ length }: unknown[]) => writes.push(length));
});

afterEach(() => client.close());

afterAll(() => server.close());

const received = (count: number): Promise<unknown[]> =>
  new Promise((resolve) => {
    const all: unknown[] = [];
    client.on('said', (text) => all.push(text) === count && resolve(all));
  });

describe('the packets of one turn of the event loop', () => {
  it('are written together, in their order, with those that follow from a promise', async () => {
    const all = received(4);
    for (const text of ['one', 'two', 'three']) socket.emit('said', text);
    void Promise.resolve().then(() => socket.emit('said', 'an answer'));
    expect(await all).toEqual(['one', 'two', 'three', 'an answer']);
    expect(writes).toEqual([4]);
  });

  it('are written before the connection is closed in the same turn', async () => {
    const all = received(1);
    const closed = once(client as never, 'disconnect');
    socket.emit('said', 'the last word');
    socket.conn.close();
    expect(await all).toEqual(['the last word']);
    await closed;
  });

  it('that are pushes to a room are one buffer each, whatever their length', async () => {
    const { _socket: tcp } = (socket.conn.transport as unknown as { socket: { _socket: NodeJS.WriteStream } }).socket;
    const write = jest.spyOn(tcp, 'write');
    const texts = ['short', 'ä'.repeat(200), 'long'.repeat(20_000)];
    const all = received(texts.length);
    for (const text of texts) server.to(socket.id).emit('said', text);
    expect(await all).toEqual(texts);
    expect(write).toHaveBeenCalledTimes(texts.length);
  });

  it('do not wait for those of a later turn', async () => {
    for (const text of ['one', 'two']) {
      const alone = received(1);
      socket.emit('said', text);
      expect(await alone).toEqual([text]);
      client.off('said');
    }
    expect(writes).toEqual([1, 1]);
  });
});
