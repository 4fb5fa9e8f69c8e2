import { Person } from './person.mjs';

/** One device's socket that can stop reading, and knows how far it has each chat. */
export class Reader extends Person {
  told = 0;
  cut = 0;
  missed = 0;
  /** Called with each message heard. */
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
      this.told += 1;
      this.#mayFetch = true;
    });
    this.socket.on('message.created', (message) => this.#take(message));
  }

  /** The connection under the socket: what the client has not read, the server cannot write. */
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

  /** Fetches the newest page, as a client that shows the chat does; what is between is read when somebody scrolls there. */
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
