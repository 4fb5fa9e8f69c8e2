import { io } from 'socket.io-client';

import { Replica as Copy } from '../../client/dist/store/replica.js';

const TIMEOUT_MS = 15_000;

/** A client that holds a whole copy of its person's chats, and may be disconnected at any moment. */
export class Replica {
  #copy = new Copy({ whole: true });
  #socket;
  #syncing = Promise.resolve();
  #arrived;
  #giveUp;
  /** Why a sync failed on an open connection. */
  failures = [];

  constructor(person) {
    this.person = person;
  }

  get chats() {
    return this.#copy.chats;
  }

  get isConnected() {
    return this.#socket !== undefined;
  }

  /** Starts to connect; `settled` resolves when it is in sync. */
  connect(url) {
    this.cut();
    const options = { transports: ['websocket'], forceNew: true, reconnection: false, timeout: TIMEOUT_MS };
    const socket = io(url, { auth: { token: this.person.token }, ...options });
    this.#socket = socket;
    this.#arrived = new Promise((resolve) => {
      socket.once('connection.ready', resolve);
      this.#giveUp = resolve;
    });
    socket.onAny((event, payload) => this.#receive(socket, event, payload));
    for (const end of ['disconnect', 'connect_error']) socket.once(end, () => this.#lose(socket));
  }

  /** Waits until it is in sync, or has lost its connection. */
  async settled() {
    await this.#arrived;
    await this.#syncing;
  }

  /** Breaks the connection, whatever is under way. */
  cut() {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#copy.pause();
    socket?.disconnect();
    this.#giveUp?.();
  }

  #lose(socket) {
    if (socket === this.#socket) this.cut();
  }

  #receive(socket, event, payload) {
    if (socket !== this.#socket) return;
    const isDue = event === 'connection.ready' || event === 'sync.needed';
    if (isDue || this.#copy.receive([event, payload]) === 'behind') this.#startSync(socket);
  }

  #startSync(socket) {
    const failed = (error) => {
      if (socket !== this.#socket) return;
      this.failures.push(error.message);
      this.cut();
    };
    this.#syncing = this.#copy.sync((payload) => this.#ask(socket, payload)).catch(failed);
  }

  async #ask(socket, payload) {
    const { data, code } = await socket.timeout(TIMEOUT_MS).emitWithAck('sync', payload);
    if (socket !== this.#socket) throw new Error('cut off');
    if (!data) throw new Error(`sync was answered with ${code}`);
    return data;
  }
}
