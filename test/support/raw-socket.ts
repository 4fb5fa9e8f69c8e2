import { randomBytes } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import type { Socket } from 'node:net';

import { server } from './server.js';

const OPCODES = { text: 0x81, binary: 0x82 };
const CLOSE = 0x8;

/** A WebSocket that sends exactly the given bytes, including those that no correct client sends. */
export class RawSocket {
  readonly received: string[] = [];
  readonly closed: Promise<void>;
  private readonly waiting = new Set<() => void>();
  private rest = Buffer.alloc(0);

  private constructor(private readonly socket: Socket) {
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined); // a reset is a way of being closed
    socket.on('data', (bytes: Buffer) => this.read(bytes));
  }

  /** Opens an Engine.IO connection. @throws Error `refused: <status>` */
  static open(headers: IncomingHttpHeaders = {}): Promise<RawSocket> {
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
    };
    return new Promise((resolve, reject) => {
      request(`${server().live.url}/socket.io/?EIO=4&transport=websocket`, { headers: { ...upgrade, ...headers } })
        .on('upgrade', (_, socket: Socket, head) => {
          const raw = new RawSocket(socket);
          raw.read(head);
          resolve(raw);
        })
        .on('response', ({ statusCode }) => reject(new Error(`refused: ${statusCode ?? 0}`)))
        .on('error', reject)
        .end();
    });
  }

  /** Opens a connection, signs in, and waits until it is ready. */
  static async signIn(token: string): Promise<RawSocket> {
    const raw = await RawSocket.open();
    raw.send(`40${JSON.stringify({ token })}`);
    await raw.waitFor('42["connection.ready"');
    return raw;
  }

  send(packet: string | Buffer): void {
    this.socket.write(frame(packet));
  }

  /** The first packet with this beginning, received already or later. Rejects if the connection is closed first. */
  async waitFor(beginning: string): Promise<string> {
    for (;;) {
      const found = this.received.find((packet) => packet.startsWith(beginning));
      if (found !== undefined) return found;
      if (this.socket.closed) throw new Error(`closed; heard ${this.received.join(' ')}`);
      await new Promise<void>((resolve) => {
        this.waiting.add(resolve);
        void this.closed.then(resolve);
      });
    }
  }

  close(): void {
    this.socket.destroy();
  }

  private read(bytes: Buffer): void {
    this.rest = Buffer.concat([this.rest, bytes]);
    for (let next = unframe(this.rest); next; next = unframe(this.rest)) {
      this.rest = this.rest.subarray(next.length);
      if (next.opcode === CLOSE) this.socket.end();
      else this.received.push(next.text);
    }
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }
}

/** One frame, masked with zeros, which the protocol permits. */
function frame(packet: string | Buffer): Buffer {
  const body = Buffer.from(packet);
  const head = Buffer.alloc(10);
  head[0] = typeof packet === 'string' ? OPCODES.text : OPCODES.binary;
  head[1] = 0x80 | 127;
  head.writeBigUInt64BE(BigInt(body.length), 2);
  return Buffer.concat([head, Buffer.alloc(4), body]);
}

function unframe(bytes: Buffer): { opcode: number; text: string; length: number } | null {
  if (bytes.length < 2) return null;
  const short = bytes.readUInt8(1);
  const start = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (bytes.length < start) return null;
  const size = short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
  if (bytes.length < start + size) return null;
  return { opcode: bytes.readUInt8(0) & 15, text: bytes.toString('utf8', start, start + size), length: start + size };
}
