import { connect } from 'node:net';

const END_OF_HEAD = '\r\n\r\n';

/** The bytes of a request's headers, and of its JSON body if it has one. */
export function requestOf({ method = 'GET', path, token, address, type, length, headers = [], body }) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: attacked', ...headers];
  if (token) lines.push(`Authorization: Bearer ${token}`);
  if (address) lines.push(`X-Forwarded-For: ${address}`);
  if (type ?? text) lines.push(`Content-Type: ${type ?? 'application/json'}`);
  if (length ?? text) lines.push(`Content-Length: ${length ?? Buffer.byteLength(text)}`);
  return lines.join('\r\n') + END_OF_HEAD + text;
}

/** One connection with a minimal HTTP client, for exact bytes and for cheap whole requests. */
export class HttpConnection {
  closed = false;
  /** The number of answers that arrived. */
  answers = [];
  #socket;
  #received = '';
  #waiting = [];

  /** Rejects if the connection is not accepted. */
  static open(url) {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => resolve(new HttpConnection(socket)));
      socket.once('error', reject);
    });
  }

  constructor(socket) {
    this.#socket = socket;
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (part) => this.#receive(part));
    socket.on('error', () => undefined); // a reset is a way of being closed
    socket.on('close', () => {
      this.closed = true;
      // For an answer without a length, or one that was cut off: the status of its first line.
      if (/^HTTP\/1\.1 \d{3}/.test(this.#received)) this.#deliver(answerOf(this.#received));
      for (const deliver of this.#waiting.splice(0)) deliver(null);
    });
  }

  /** @returns once the kernel has accepted the bytes, or the connection is closed */
  write(bytes) {
    return new Promise((resolve) => this.#socket.write(bytes, () => resolve()));
  }

  /** The next answer; null if the connection was closed, or after the time. */
  answer(withinMs = 60_000) {
    if (this.answers.length > 0) return Promise.resolve(this.answers.shift());
    if (this.closed) return Promise.resolve(null);
    return new Promise((resolve) => {
      const deliver = (answer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((one) => one !== deliver);
        resolve(null);
      }, withinMs);
      this.#waiting.push(deliver);
    });
  }

  /** Sends a whole request and waits. */
  ask(bytes, withinMs) {
    this.#socket.write(bytes);
    return this.answer(withinMs);
  }

  stopReading() {
    this.#socket.pause();
  }

  close() {
    this.#socket.destroy();
  }

  #receive(part) {
    this.#received += part;
    for (;;) {
      const head = this.#received.indexOf(END_OF_HEAD);
      if (head < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.#received.slice(0, head + 2))?.[1] ?? 0);
      const end = head + END_OF_HEAD.length + length;
      if (this.#received.length < end) return;
      const lines = this.#received.slice(0, head + 2);
      this.#received = this.#received.slice(end);
      this.#deliver(answerOf(lines));
    }
  }

  #deliver(answer) {
    const deliver = this.#waiting.shift();
    if (deliver) deliver(answer);
    else this.answers.push(answer);
  }
}

const answerOf = (lines) => ({
  http: Number(lines.slice(9, 12)),
  retryAfter: Number(/\r\nretry-after: (\d+)/i.exec(lines)?.[1] ?? 0),
});

/** Opens a connection for one request. @returns null if it was not accepted or not answered */
export async function askOnce(url, request, withinMs) {
  const connection = await HttpConnection.open(url).catch(() => null);
  const answer = (await connection?.ask(requestOf(request), withinMs)) ?? null;
  connection?.close();
  return answer;
}
