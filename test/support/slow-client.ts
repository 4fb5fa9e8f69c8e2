import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { readAnswer } from './raw-http.js';
import { server } from './server.js';

interface Unfinished {
  method?: string;
  path: string;
  headers?: string[];
  /** The declared length of the body in bytes; without it the body is chunked. */
  length?: number;
  /** The part of the body that is sent. */
  sent?: Buffer | string;
}

/** A client that sends only the beginning of a request. */
export class SlowClient {
  private received = '';

  private constructor(private readonly socket: Socket) {
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => (this.received += chunk.toString()));
  }

  static async sends({ method = 'POST', path, headers = [], length, sent = '' }: Unfinished): Promise<SlowClient> {
    const { hostname, port } = new URL(server().url);
    const socket = connect(Number(port), hostname);
    const client = new SlowClient(socket);
    await once(socket, 'connect');
    const size = length === undefined ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`;
    const lines = [`${method} ${path} HTTP/1.1`, 'Host: localhost', ...headers, size, '', ''];
    socket.write(lines.join('\r\n'));
    const bytes = Buffer.from(sent);
    if (bytes.length === 0) return client;
    if (length === undefined) socket.write(`${bytes.length.toString(16)}\r\n`);
    socket.write(bytes);
    if (length === undefined) socket.write('\r\n');
    return client;
  }

  /** The answer to the incomplete request. */
  async answer() {
    while (!/\r\n\r\n[^]+/.test(this.received))
      await once(this.socket, 'data', { signal: AbortSignal.timeout(10_000) });
    return readAnswer(this.received);
  }

  /** Resolves when the server has closed the connection. */
  async closed(): Promise<void> {
    if (!this.socket.closed) await once(this.socket, 'close', { signal: AbortSignal.timeout(10_000) });
  }

  close(): void {
    this.socket.destroy();
  }
}
