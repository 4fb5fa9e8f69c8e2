import { Person } from './person.mjs';

/** A socket that can stop reading, and that knows the number up to which it has each chat. */
export class Reader extends Person {
  notified = 0;
  cut = 0;
  missed = 0;
  /** Called with each message received. */
  onMessage = () => undefined;
  #held = new Map();
  #mayFetch = false;

  constructor(url, account) {
    super([url], { token: account.token, user: { id: account.id } });
    this.connect(url);
    this.ready = new Promise((resolve) => this.socket.once('connection.ready', resolve));
    this.socket.on('connection.ready', () => (this.#mayFetch = true));
    this.socket.on('disconnect', () => (this.cut += 1));
    this.socket.on('sync.needed', () => {
      this.notified += 1;
      this.#mayFetch = true;
    });
    this.socket.on('message.created', (message) => this.#take(message));
  }

  /** The TCP connection below the socket. If the client does not read it, the server cannot write to it. */
  get #tcp() {
    return this.socket.io.engine.transport.ws._socket;
  }

  stopReading() {
    this.#mayFetch = false;
    this.#tcp.pause();
  }

  readAgain() {
    this.#tcp.resume();
  }

  has(chatId, seq) {
    return (this.#held.get(chatId) ?? 0) >= seq;
  }

  /** Fetches the newest page, like a client that shows the chat. Older pages would be fetched on scrolling. */
  async catchUp(chatId) {
    if (!this.#mayFetch) return;
    const { data } = await this.call('GET', `chats/${chatId}/messages?limit=20`);
    for (const { seq } of data) this.#held.set(chatId, Math.max(seq, this.#held.get(chatId) ?? 0));
  }

  #take(message) {
    const { chatId, seq } = message;
    const held = this.#held.get(chatId) ?? seq - 1;
    if (seq > held + 1) this.missed += seq - held - 1;
    if (seq > held) this.#held.set(chatId, seq);
    this.onMessage(message);
  }
}
