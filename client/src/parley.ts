import createClient, { type Client } from 'openapi-fetch';

import { type Change, Changes } from './changes.js';
import type { Chat } from './chat.js';
import { ParleyError } from './errors.js';
import type { Line, LineListener } from './line.js';
import { Session } from './session.js';
import { canShare, SharedLine } from './shared-line.js';
import { SignedIn } from './signed-in.js';
import { SocketLine } from './socket-line.js';
import { defaultStorage, forgivingOf, type KeyValueStorage } from './storage.js';
import type { ChatView, MeView, OnlineStatus, paths } from './wire.js';

export interface ParleyOptions {
  /** Where the server is, e.g. `https://chat.example.org`; by default where the page came from. */
  url?: string;
  /** Keeps the session and unsent messages; by default the browser's own, or none. */
  storage?: KeyValueStorage;
  /** One socket for all tabs of the same person, where the browser can do that. */
  shareTabs?: boolean;
  /** How long an answer over the socket may take, in ms. */
  patienceMs?: number;
  /** So often it is asked whether anything was missed, in ms; 0: only after a break. */
  checkEveryMs?: number;
}

/** `offline` comes back by itself. */
export type ParleyState = 'signed-out' | 'connecting' | 'live' | 'offline';

const PATIENCE_MS = 10_000;
const CHECK_EVERY_MS = 60_000;

/** One person's client: signs in, holds their chats, keeps them right, and sends what they say. */
export class Parley {
  /** Every call of the REST API, typed: `parley.rest.GET('/api/users', {params: {query: {q}}})`. */
  readonly rest: Client<paths>;
  private readonly session: Session;
  private readonly changes = new Changes();
  private readonly storage: KeyValueStorage;
  private signedIn: SignedIn | null = null;

  constructor(private readonly options: ParleyOptions = {}) {
    const url = (options.url ?? globalThis.location.origin).replace(/\/$/, '');
    this.storage = forgivingOf(options.storage ?? defaultStorage());
    this.session = new Session(url, this.storage, () => this.close());
    this.rest = createClient<paths>({ baseUrl: url, fetch: (request) => this.session.fetch(request) });
  }

  /** Who is signed in. */
  get me(): MeView | null {
    return this.session.me;
  }

  get mediaToken(): string | null {
    return this.session.mediaToken;
  }

  get state(): ParleyState {
    if (!this.signedIn) return 'signed-out';
    const { isLive, hasBeenLive } = this.signedIn.live;
    return isLive ? 'live' : hasBeenLive ? 'offline' : 'connecting';
  }

  /** @throws ParleyError `auth.bad_credentials` */
  async signIn(who: { email: string; password: string }): Promise<void> {
    await this.session.enter('/api/login', who);
    await this.start();
  }

  /** @throws ParleyError `auth.email_taken` */
  async register(who: { email: string; password: string; name: string }): Promise<void> {
    await this.session.enter('/api/register', who);
    await this.start();
  }

  /** Goes on with the session that was kept. @returns whether there was one */
  async resume(): Promise<boolean> {
    if (!(await this.session.resume())) return false;
    await this.start();
    void this.signedIn?.renewMe();
    return true;
  }

  /**
   * Ends the session. What was not sent stays in the storage, for when the same person comes back.
   * @param options `everywhere`: the sessions of all their other devices end, too
   */
  async signOut({ everywhere = false } = {}): Promise<void> {
    this.close();
    await this.session.leave(everywhere);
  }

  /** Ends the sessions of all other devices of this person. @returns how many there were @throws ParleyError */
  async signOutOthers(): Promise<number> {
    const { ended } = await this.call<{ ended: number }>('DELETE', '/api/me/sessions');
    return ended;
  }

  /** Ends the connection and every timer, and stays signed in: `resume()` goes on. A script that does nothing else then exits. */
  close(): void {
    // A listener may call this for every change it is told: only the first call is a change.
    if (!this.signedIn) return;
    this.signedIn.close();
    this.signedIn = null;
    this.changes.of(null);
  }

  /** @param listener told what changed, once for all changes of a moment @returns ends it */
  subscribe(listener: (change: Change) => void): () => void {
    return this.changes.subscribe(listener);
  }

  /** Pinned ones first, then those with the latest message; archived ones, too; without threads. */
  get chats(): Chat[] {
    return this.signedIn?.list() ?? [];
  }

  /** One of them, or a thread. */
  chat(id: string): Chat | undefined {
    return this.signedIn?.chat(id);
  }

  /** Asks now whether anything was missed. */
  async sync(): Promise<void> {
    await this.signedIn?.live.sync();
  }

  /** Connects anew, where one knows better than the client that the connection is gone. */
  reconnect(): void {
    this.signedIn?.live.reconnect();
  }

  /** A direct chat is found where there is one. @param about `participants` are user ids @returns it, once it is held */
  async createChat(about: { participants: string[]; title?: string }): Promise<Chat> {
    const { id } = await this.call<ChatView>('POST', '/api/chats', { id: crypto.randomUUID(), ...about });
    return this.held(id);
  }

  /** Until all chats are here, and pushes arrive. @throws ParleyError `auth.token_missing` where nobody is signed in, or not any more */
  live(): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (this.state !== 'live' && this.state !== 'signed-out') return;
        end();
        if (this.state === 'live') resolve();
        else reject(new ParleyError('auth.token_missing', 'Nobody is signed in.', 401));
      };
      const end = this.subscribe(look);
      look();
    });
  }

  /** A chat that there is on the server, once it is held here. @throws ParleyError where it never comes to that */
  async held(id: string): Promise<Chat> {
    await this.live();
    if (!this.chat(id)) await this.sync();
    const chat = this.chat(id);
    if (!chat) throw new ParleyError('chat.not_found', 'There is no such chat, or you are not in it.', 404);
    return chat;
  }

  /** What others see, on all devices, until it is set again or one signs in anew; `me.status` says what it is. @throws ParleyError */
  async setStatus(status: OnlineStatus): Promise<void> {
    await this.call('POST', `/api/users/${this.me?.id}/set-status/${status}`);
    await this.signedIn?.renewMe();
  }

  /** Where a medium can be read by `<img>` and the like. @param url of a medium or an avatar */
  mediaUrl(url: string): string {
    return url.startsWith('/') ? `${this.session.url}${url}?t=${this.mediaToken ?? ''}` : url;
  }

  /** Any call. @returns `data` of the answer @throws ParleyError */
  call<Data>(method: string, path: string, body?: unknown): Promise<Data> {
    return this.session.call(method, path, body);
  }

  private async start(): Promise<void> {
    this.signedIn?.close();
    const { session, storage, changes } = this;
    const { checkEveryMs = CHECK_EVERY_MS } = this.options;
    const connect = (listener: LineListener) => this.connect(listener);
    this.signedIn = new SignedIn({ session, storage, changes, checkEveryMs, connect });
    changes.of(null);
    await this.signedIn.open();
  }

  private connect(listener: LineListener): Line {
    const { patienceMs = PATIENCE_MS, shareTabs } = this.options;
    const own = (hears: LineListener) => new SocketLine(this.session, hears, patienceMs);
    if (!shareTabs || !canShare()) return own(listener);
    return new SharedLine(`parley:${this.session.url}:${this.me?.id ?? ''}`, own, listener, patienceMs);
  }
}
