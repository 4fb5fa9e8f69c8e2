import { connect } from 'node:net';

import type { Answer } from './person.js';
import { server } from './server.js';

const END_OF_HEAD = '\r\n\r\n';

interface RawRequest {
  method?: string;
  path?: string;
  /** Header lines, sent exactly as given. */
  headers?: string[];
  body?: Buffer | string;
  /** Closes the connection after this many bytes of the body. */
  cutAfter?: number;
}

/** Sends an HTTP request with exactly these bytes. @returns null if the connection was closed without an answer */
export async function rawHttp({ method = 'GET', path = '/', headers = [], body = '', cutAfter }: RawRequest) {
  const bytes = Buffer.from(body);
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers];
  if (bytes.length > 0) lines.push(`Content-Length: ${bytes.length}`);
  const head = Buffer.from(lines.join('\r\n') + END_OF_HEAD, 'latin1');
  return readAnswer(await exchange(Buffer.concat([head, bytes.subarray(0, cutAfter)]), cutAfter !== undefined));
}

/** Everything that arrives until the connection closes; a reset also counts as closing. */
export function exchange(bytes: Buffer | string, endsInput = false): Promise<string> {
  const { hostname, port } = new URL(server().url);
  return new Promise((resolve) => {
    const received: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => {
      if (endsInput) socket.end(bytes);
      else socket.write(bytes);
    });
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(received).toString()));
  });
}

export function readAnswer(text: string): Answer | null {
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? Number.NaN);
  if (Number.isNaN(status)) return null;
  const end = text.indexOf(END_OF_HEAD);
  const headers = new Headers(
    text
      .slice(0, end)
      .split('\r\n')
      .slice(1)
      .map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const body = text.slice(end + END_OF_HEAD.length);
  const isJson = headers.get('content-type')?.includes('json') && body.startsWith('{');
  return { status, headers, body: (isJson ? JSON.parse(body) : { text: body }) as Answer['body'] };
}
