import { randomBytes } from 'node:crypto';
import { request } from 'node:http';

const TEXT = 0x81;
const BINARY = 0x82;
const CLOSE = 0x8;
const READY_WITHIN_MS = 15_000;

/** A Socket.IO connection over WebSocket that sends exact bytes: cheap enough for thousands of events a second. */
export class SocketConnection {
  closed = false;
  ready = false;
  /** The number of pushes received, by event. */
  pushes = {};
  /** Called with each packet. */
  onPacket = () => undefined;
  #socket;
  #rest = Buffer.alloc(0);
  #acks = new Map();
  #number = 0;
  #whenReady;
  #becomeReady;
  #giveUp;

  /** Opens the underlying connection without signing in. Rejects with `refused: <status>`. */
  static open(url, { address } = {}) {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
      ...(address && { 'x-forwarded-for': address }),
    };
    return new Promise((resolve, reject) => {
      request(`${url}/socket.io/?EIO=4&transport=websocket`, { headers, agent: false })
        .on('upgrade', (_, socket, head) => resolve(new SocketConnection(socket, head)))
        .on('response', (answer) => {
          answer.resume();
          reject(new Error(`refused: ${answer.statusCode}`));
        })
        .on('error', reject)
        .end();
    });
  }

  /** Opens the connection and signs in. Rejects if that is refused. */
  static async signIn(url, token, from) {
    const connection = await SocketConnection.open(url, from);
    connection.send(`40${JSON.stringify({ token })}`);
    await connection.untilReady();
    return connection;
  }

  constructor(socket, head) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('error', () => undefined); // a reset is a way of being closed
    socket.on('data', (bytes) => this.#read(bytes));
    socket.on('close', () => this.#end());
    this.#whenReady = new Promise((resolve, reject) => {
      this.#becomeReady = resolve;
      this.#giveUp = reject;
    });
    this.#whenReady.catch(() => undefined);
    this.#read(head);
  }

  async untilReady() {
    const timer = setTimeout(() => this.close(), READY_WITHIN_MS);
    await this.#whenReady.finally(() => clearTimeout(timer));
  }

  send(packet) {
    this.#socket.write(frame(packet));
  }

  /** @returns the ack's envelope; null if the connection was closed, or after the time */
  asks(event, payload, withinMs = 30_000) {
    if (this.closed) return Promise.resolve(null);
    const number = (this.#number += 1);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#answer(number, null), withinMs);
      this.#acks.set(number, { resolve, timer });
      this.send(`42${number}${JSON.stringify([event, payload])}`);
    });
  }

  close() {
    this.#socket.destroy();
  }

  #answer(number, answer) {
    const waiting = this.#acks.get(number);
    if (!waiting) return;
    this.#acks.delete(number);
    clearTimeout(waiting.timer);
    waiting.resolve(answer);
  }

  #end() {
    this.closed = true;
    this.#giveUp(new Error('closed before it was ready'));
    for (const number of [...this.#acks.keys()]) this.#answer(number, null);
  }

  #read(bytes) {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    for (let next = unframe(this.#rest); next; next = unframe(this.#rest)) {
      this.#rest = this.#rest.subarray(next.length);
      if (next.opcode === CLOSE) this.#socket.end();
      else this.#receive(next.text);
    }
  }

  #receive(text) {
    this.onPacket(text);
    if (text === '2') return this.send('3');
    const [, number, answer] = /^43(\d+)(\[.*)$/s.exec(text) ?? [];
    if (number !== undefined) return this.#answer(Number(number), JSON.parse(answer)[0]);
    const event = /^42\["([\w.]+)"/.exec(text)?.[1];
    if (event !== undefined) this.pushes[event] = (this.pushes[event] ?? 0) + 1;
    if (event === 'connection.ready') {
      this.ready = true;
      this.#becomeReady();
    }
    if (text.startsWith('44')) this.#giveUp(new Error(`refused: ${text.slice(2, 200)}`));
    return undefined;
  }
}

/** One frame, masked with zeros, which the protocol permits. */
function frame(packet) {
  const body = Buffer.from(packet);
  const head = Buffer.alloc(14);
  head[0] = typeof packet === 'string' ? TEXT : BINARY;
  head[1] = 0x80 | 127;
  head.writeBigUInt64BE(BigInt(body.length), 2);
  return Buffer.concat([head, body]);
}

function unframe(bytes) {
  if (bytes.length < 2) return null;
  const short = bytes.readUInt8(1);
  const start = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (bytes.length < start) return null;
  const size = short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
  if (bytes.length < start + size) return null;
  return { opcode: bytes.readUInt8(0) & 15, text: bytes.toString('utf8', start, start + size), length: start + size };
}
