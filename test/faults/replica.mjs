import { io } from 'socket.io-client';

import { ReplicaChat } from './replica-chat.mjs';

const AT_ONCE = 200;
const PATIENCE_MS = 15_000;

/** A client that keeps a copy of its person's chats, as docs/realtime.md tells how, and may be cut off at any moment. */
export class Replica {
  chats = new Map();
  #socket;
  #live = false;
  #kept = [];
  #epoch;
  #syncing = Promise.resolve();
  #arrived;
  #giveUp;
  /** Why a sync failed, when it did on a connection that stood. */
  failures = [];

  constructor(person) {
    this.person = person;
  }

  get isConnected() {
    return this.#socket !== undefined;
  }

  /** Begins to connect; `settled` tells when it holds the truth. */
  connect(url) {
    this.cut();
    const options = { transports: ['websocket'], forceNew: true, reconnection: false, timeout: PATIENCE_MS };
    const socket = io(url, { auth: { token: this.person.token }, ...options });
    this.#socket = socket;
    this.#kept = [];
    this.#arrived = new Promise((resolve) => {
      socket.once('connection.ready', resolve);
      this.#giveUp = resolve;
    });
    socket.onAny((event, payload) => this.#hear(socket, event, payload));
    for (const end of ['disconnect', 'connect_error']) socket.once(end, () => this.#lose(socket));
  }

  /** Until it holds the truth, or has lost its connection. */
  async settled() {
    await this.#arrived;
    await this.#syncing;
  }

  /** The connection breaks, whatever was under way. */
  cut() {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#live = false;
    socket?.disconnect();
    this.#giveUp?.();
  }

  #lose(socket) {
    if (socket === this.#socket) this.cut();
  }

  #hear(socket, event, payload) {
    if (socket !== this.#socket) return;
    if (event === 'connection.ready' || event === 'sync.needed') this.#startSync();
    else if (this.#live) this.#apply(event, payload);
    else this.#kept.push([event, payload]);
  }

  /** From here on what is heard is kept aside. */
  #startSync() {
    const socket = this.#socket;
    this.#live = false;
    const failed = (error) => {
      if (socket !== this.#socket) return;
      this.failures.push(error.message);
      this.cut();
    };
    this.#syncing = this.#syncing.then(() => this.#sync(socket)).catch(failed);
  }

  async #sync(socket) {
    if (socket !== this.#socket) return;
    this.#live = false;
    const { epoch, digest } = await this.#ask(socket, {});
    if (epoch !== this.#epoch) this.chats.clear();
    this.#epoch = epoch;
    for (const id of this.chats.keys()) if (!digest[id]) this.chats.delete(id);
    const lacking = new Map();
    for (const [id, now] of Object.entries(digest)) {
      const held = this.chats.get(id)?.held ?? [0, 0, 0, 0];
      if (!this.chats.has(id) || held.some((number, place) => number !== now[place])) lacking.set(id, held);
    }
    while (lacking.size > 0) await this.#fetch(socket, lacking);
    this.#live = true;
    const kept = this.#kept.splice(0);
    while (kept.length > 0 && this.#live) this.#apply(...kept.shift());
    this.#kept.unshift(...kept);
  }

  async #fetch(socket, lacking) {
    const asked = Object.fromEntries([...lacking].slice(0, AT_ONCE));
    const { chats, lost, reload } = await this.#ask(socket, { chats: asked });
    for (const id of Object.keys(asked)) lacking.delete(id);
    for (const id of [...lost, ...reload]) this.chats.delete(id);
    for (const id of reload) lacking.set(id, [0, 0, 0, 0]);
    for (const [id, step] of Object.entries(chats)) {
      if (this.chats.has(id)) this.chats.get(id).take(step);
      else this.chats.set(id, new ReplicaChat(step));
      if (step.more) lacking.set(id, step.next);
    }
  }

  async #ask(socket, payload) {
    const { data, code } = await socket.timeout(PATIENCE_MS).emitWithAck('sync', payload);
    if (socket !== this.#socket) throw new Error('cut off');
    if (!data) throw new Error(`sync was answered with ${code}`);
    return data;
  }

  #apply(event, payload) {
    if (event === 'chat.removed') this.chats.delete(payload.chatId);
    else if (event === 'user.updated') for (const chat of this.chats.values()) chat.rename(payload);
    else if (event === 'chat.created') {
      if (!this.chats.has(payload.id)) this.#startSync();
    } else if (this.chats.get(payload?.chatId)?.hear(event, payload)) this.#startSync();
  }
}
