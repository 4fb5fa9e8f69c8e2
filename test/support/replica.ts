import { io, type Socket } from 'socket.io-client';

import type { Success } from '../../src/contract/envelope.js';
import type { ServerEvents } from '../../src/contract/events.js';
import { CHATS_AT_ONCE, type Standing } from '../../src/contract/sync.dto.js';
import type { SyncStepView, SyncView } from '../../src/contract/sync.view.js';
import type { SenderView } from '../../src/contract/user.view.js';
import type { Person } from './person.js';
import { ReplicaChat } from './replica-chat.js';

type Heard = { [Event in keyof ServerEvents]: [event: Event, payload: ServerEvents[Event]] }[keyof ServerEvents];

type Ask = (payload: object) => Promise<SyncView>;

const PATIENCE = 10_000;

/** A client that keeps a copy of its person's chats, line by line as docs/realtime.md tells how under "Being exactly right". */
export class Replica {
  readonly chats = new Map<string, ReplicaChat>();
  /** How many answers of `sync` brought chats. */
  steps = 0;
  private epoch?: string;
  private socket?: Socket;
  private live = false;
  private giveUp: () => void = () => undefined;
  private kept: Heard[] = [];
  private syncing: Promise<void> = Promise.resolve();

  constructor(private readonly person: Person) {}

  /** Connects, and is there once it holds the truth. */
  async connects(): Promise<void> {
    this.cut();
    const socket = io(this.person.hearsAt.url, {
      auth: { token: this.person.token },
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    this.socket = socket;
    socket.onAny((...heard: Heard) => this.hear(socket, heard));
    await new Promise<void>((resolve, reject) => {
      this.giveUp = resolve;
      socket.once('connection.ready', resolve);
      socket.once('connect_error', reject);
    });
    await this.syncing;
  }

  /** Catches up with calls alone, as one does that never listens. */
  async catchesUp(): Promise<void> {
    await this.sync((payload) => this.person.does('POST', '/api/sync', payload));
  }

  get isConnected(): boolean {
    return this.socket?.connected ?? false;
  }

  /** The connection breaks, whatever was under way. */
  cut(): void {
    this.live = false;
    this.socket?.disconnect();
    this.socket = undefined;
    this.giveUp();
  }

  private hear(socket: Socket, heard: Heard): void {
    if (socket !== this.socket) return;
    if (heard[0] === 'connection.ready' || heard[0] === 'sync.needed') this.startSync();
    else if (this.live) this.apply(heard);
    else this.kept.push(heard);
  }

  /** From here on what is heard is kept aside. */
  private startSync(): void {
    this.live = false;
    this.kept = [];
    const { socket } = this;
    this.syncing = this.syncing
      .then(() => (socket && socket === this.socket ? this.sync((payload) => this.ask(socket, payload)) : undefined))
      .catch((error: unknown) => {
        if (socket === this.socket) throw error;
      });
  }

  private async sync(ask: Ask): Promise<void> {
    this.live = false;
    const { epoch, digest = {} } = await ask({});
    if (epoch !== this.epoch) this.chats.clear();
    this.epoch = epoch;
    for (const id of this.chats.keys()) if (!digest[id]) this.chats.delete(id);
    const lacking = new Map<string, Standing>();
    for (const [id, now] of Object.entries(digest)) {
      const held: Standing = this.chats.get(id)?.held ?? [0, 0, 0, 0];
      if (held.some((number, place) => number !== now[place])) lacking.set(id, held);
    }
    while (lacking.size > 0) await this.fetch(ask, lacking);
    this.live = true;
    const { socket } = this;
    for (const heard of this.kept.splice(0)) if (socket) this.hear(socket, heard);
  }

  private async fetch(ask: Ask, lacking: Map<string, Standing>): Promise<void> {
    const asked = Object.fromEntries([...lacking].slice(0, CHATS_AT_ONCE));
    const { chats = {}, lost = [], reload = [] } = await ask({ chats: asked });
    this.steps++;
    for (const id of Object.keys(asked)) lacking.delete(id);
    for (const id of [...lost, ...reload]) this.chats.delete(id);
    for (const id of reload) lacking.set(id, [0, 0, 0, 0]);
    for (const [id, step] of Object.entries(chats)) {
      this.take(id, step);
      if (step.more) lacking.set(id, step.next);
    }
  }

  private async ask(socket: Socket, payload: object): Promise<SyncView> {
    const answer = (await socket.timeout(PATIENCE).emitWithAck('sync', payload)) as Success<SyncView>;
    if (socket !== this.socket) throw new Error('cut off');
    if (!answer.data) throw new Error(`sync refused: ${JSON.stringify(answer)}`);
    return answer.data;
  }

  private take(id: string, step: SyncStepView): void {
    const chat = this.chats.get(id);
    if (chat) chat.take(step);
    else this.chats.set(id, new ReplicaChat(step));
    // they may have left another chat, and what they said there still bears their name
    for (const { user } of step.chat.participants) this.rename(user);
  }

  private apply(heard: Heard): void {
    const [event, payload] = heard;
    if (event === 'chat.removed') this.chats.delete(payload.chatId);
    else if (event === 'user.updated') this.rename(payload);
    else if (event === 'chat.created' ? !this.chats.has(payload.id) : this.chatOf(payload)?.hear(heard) === 'behind') {
      this.startSync();
    }
  }

  private chatOf(payload: object): ReplicaChat | undefined {
    return 'chatId' in payload ? this.chats.get(payload.chatId as string) : undefined;
  }

  private rename(user: SenderView): void {
    for (const chat of this.chats.values()) chat.rename(user);
  }
}
