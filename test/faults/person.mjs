import { io } from 'socket.io-client';

const ANSWER_WITHIN_MS = 4_000;

/** No answer: the connection broke, or nothing arrived for too long. */
export class NoAnswer extends Error {}

/** A person with an account, who calls any node, as through a load balancer, and connects sockets to chosen nodes. */
export class Person {
  /** @param urls of all nodes */
  constructor(urls, { token, user }) {
    this.urls = urls;
    this.token = token;
    this.id = user.id;
  }

  static async register(urls, name) {
    const answer = await ask(`${oneOf(urls)}/api/register`, 'POST', { ...credentials(name), name });
    return new Person(urls, answer);
  }

  /** Another session of a registered person. */
  static async login(urls, name) {
    return new Person(urls, await ask(`${oneOf(urls)}/api/login`, 'POST', credentials(name)));
  }

  /** Opens a socket to one of the nodes. If that node dies, the socket reconnects to any node. */
  connect(url = oneOf(this.urls)) {
    this.socket = io(url, {
      auth: { token: this.token },
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 250,
    });
    const { io: manager } = this.socket;
    manager.on('error', () => undefined);
    manager.on('reconnect_attempt', () => (manager.uri = oneOf(this.urls)));
    return this;
  }

  /** @returns the envelope, with the HTTP status as `http`. @throws NoAnswer */
  call(method, path, body, url = oneOf(this.urls)) {
    return ask(`${url}/api/${path}`, method, body, this.token);
  }

  /** A call that must succeed. @returns its data */
  async does(method, path, body, url) {
    const answer = await this.call(method, path, body, url);
    if (answer.http >= 400) throw new Error(`${method} ${path} was answered with ${answer.http} ${answer.code}`);
    return answer.data;
  }

  /** Sends a form, which must succeed. */
  async posts(path, form) {
    const response = await fetch(`${oneOf(this.urls)}/api/${path}`, {
      method: 'POST',
      headers: this.#signed,
      body: form,
    });
    const { data, code } = await response.json();
    if (!response.ok) throw new Error(`POST ${path} was answered with ${response.status} ${code}`);
    return data;
  }

  /** Uploads a file. @returns the envelope. @throws NoAnswer */
  async uploads(bytes, url = oneOf(this.urls)) {
    const form = new FormData();
    form.append('media', new Blob([bytes]), 'a.bin');
    try {
      const response = await fetch(`${url}/api/media`, { method: 'POST', headers: this.#signed, body: form });
      return await response.json();
    } catch (cause) {
      throw new NoAnswer('POST media', { cause });
    }
  }

  /** Requests a file by its address on the node. */
  async status(address, url) {
    const response = await fetch(url + address, { headers: this.#signed });
    await response.arrayBuffer();
    return { http: response.status };
  }

  get #signed() {
    return { authorization: `Bearer ${this.token}` };
  }

  /** @throws NoAnswer */
  async overSocket(event, payload) {
    try {
      return await this.socket.timeout(ANSWER_WITHIN_MS).emitWithAck(event, payload);
    } catch (cause) {
      throw new NoAnswer(event, { cause });
    }
  }

  close() {
    this.socket?.disconnect();
  }
}

const oneOf = (list) => list[Math.floor(Math.random() * list.length)];

const credentials = (name) => ({ email: `${name}@example.com`, password: 'a password for crashes' });

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
    return { ...(await response.json()), http: response.status };
  } catch (cause) {
    throw new NoAnswer(`${method} ${url}`, { cause });
  }
}
