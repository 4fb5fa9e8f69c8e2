import { io, type Socket } from 'socket.io-client';

import type { Push } from '../../client/src/store/pushes.js';
import { type CallSync, Replica as Copy } from '../../client/src/store/replica.js';
import type { Success } from '../../src/contract/envelope.js';
import type { SyncView } from '../../src/contract/views/sync.view.js';
import type { Person } from './person.js';

const TIMEOUT_MS = 10_000;

/** A client that holds a whole copy of its person's chats, and may be disconnected at any moment. */
export class Replica {
  private readonly copy = new Copy({ whole: true });
  private socket?: Socket;
  private giveUp: () => void = () => undefined;
  private syncing: Promise<void> = Promise.resolve();

  constructor(private readonly person: Person) {}

  get chats() {
    return this.copy.chats;
  }

  /** How many answers of `sync` contained chats. */
  get steps(): number {
    return this.copy.steps;
  }

  /** Connects, and resolves when it is in sync. */
  async connects(): Promise<void> {
    this.cut();
    const socket = io(this.person.socketServer.url, {
      auth: { token: this.person.token },
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    this.socket = socket;
    socket.onAny((...received: Push) => this.receive(socket, received));
    await new Promise<void>((resolve, reject) => {
      this.giveUp = resolve;
      socket.once('connection.ready', resolve);
      socket.once('connect_error', reject);
    });
    await this.syncing;
  }

  /** Catches up over REST alone, like a client without a socket. */
  async catchesUp(): Promise<void> {
    await this.copy.sync((payload) => this.person.does('POST', '/api/sync', payload));
  }

  get isConnected(): boolean {
    return this.socket?.connected ?? false;
  }

  /** Breaks the connection, whatever is under way. */
  cut(): void {
    this.copy.pause();
    this.socket?.disconnect();
    this.socket = undefined;
    this.giveUp();
  }

  private receive(socket: Socket, received: Push): void {
    if (socket !== this.socket) return;
    const isDue =
      received[0] === 'connection.ready' || received[0] === 'sync.needed' || this.copy.receive(received) === 'behind';
    if (isDue) this.startSync(socket);
  }

  private startSync(socket: Socket): void {
    this.syncing = this.copy
      .sync((payload) => this.ask(socket, payload))
      .catch((error: unknown) => {
        if (socket === this.socket) throw error;
      });
  }

  private async ask(socket: Socket, payload: Parameters<CallSync>[0]): Promise<SyncView> {
    const answer = (await socket.timeout(TIMEOUT_MS).emitWithAck('sync', payload)) as Success<SyncView>;
    if (socket !== this.socket) throw new Error('cut off');
    if (!answer.data) throw new Error(`sync refused: ${JSON.stringify(answer)}`);
    return answer.data;
  }
}
