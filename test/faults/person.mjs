import { io } from 'socket.io-client';

const ANSWER_WITHIN_MS = 4_000;

/** An answer that never came: the connection broke, or nothing was heard for too long. */
export class NoAnswer extends Error {}

/** Somebody with an account, who can send over REST and over a socket. */
export class Person {
  constructor(url, { token, user }) {
    this.url = url;
    this.token = token;
    this.id = user.id;
    this.socket = io(url, {
      auth: { token },
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 250,
    });
    this.socket.io.on('error', () => undefined);
  }

  static async register(url, name) {
    const account = { email: `${name}@example.com`, password: 'a password for crashes', name };
    const answer = await ask(`${url}/api/register`, 'POST', account);
    return new Person(url, answer);
  }

  call(method, path, body) {
    return ask(`${this.url}/api/${path}`, method, body, this.token);
  }

  /** @throws NoAnswer */
  async overSocket(event, payload) {
    try {
      return await this.socket.timeout(ANSWER_WITHIN_MS).emitWithAck(event, payload);
    } catch (cause) {
      throw new NoAnswer(event, { cause });
    }
  }

  hangUp() {
    this.socket.disconnect();
  }
}

async function ask(url, method, body, token) {
  try {
    const response = await fetch(url, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return await response.json();
  } catch (cause) {
    throw new NoAnswer(`${method} ${url}`, { cause });
  }
}
