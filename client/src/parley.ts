import createClient, { type Client } from 'openapi-fetch';

import { type Change, Changes } from './changes.js';
import type { Chat } from './chat.js';
import { ParleyError } from './errors.js';
import { defaultFileStorage, type FileStorage } from './uploads/file-storage.js';
import type { Line, LineListener } from './line.js';
import { Session } from './session.js';
import { canShare, SharedLine } from './shared-line.js';
import { SignedIn } from './signed-in.js';
import { SocketLine } from './socket-line.js';
import { defaultStorage, forgivingOf, type KeyValueStorage } from './storage.js';
import type { ChatView, MeView, OnlineStatus, paths } from './wire.js';

export interface ParleyOptions {
  /** Address of the server, for example `https://chat.example.org`; by default the origin of the page. */
  url?: string;
  /** Stores the session and unsent messages; by default the browser's storage, or none. */
  storage?: KeyValueStorage;
  /** Stores the files of unsent messages; by default the browser's IndexedDB, or none: then a reload loses files that are not uploaded. */
  files?: FileStorage;
  /**
   * Asks the back end of your app for a token of the person who uses the page, for `signInWithToken`. It is called again before the token
   * expires, and when the server no longer accepts it.
   */
  getToken?: () => Promise<string>;
  /** Whether all tabs of the same person share one socket, if the browser supports it. */
  shareTabs?: boolean;
  /** How long an answer over the socket may take, in ms. */
  patienceMs?: number;
  /** Interval of the checks for missed changes, in ms; 0: only after a disconnect. */
  checkEveryMs?: number;
}

/** `offline`: the connection was lost, and the client reconnects by itself. */
export type ParleyState = 'signed-out' | 'connecting' | 'live' | 'offline';

const TIMEOUT_MS = 10_000;
const CHECK_EVERY_MS = 60_000;

/** The client of one person: it signs in, holds their chats, keeps them in sync, and sends their messages. */
export class Parley {
  /** Every call of the REST API, typed: `parley.rest.GET('/api/users', {params: {query: {q}}})`. */
  readonly rest: Client<paths>;
  private readonly session: Session;
  private readonly changes = new Changes();
  private readonly storage: KeyValueStorage;
  private readonly files: FileStorage | null;
  private signedIn: SignedIn | null = null;

  constructor(private readonly options: ParleyOptions = {}) {
    const url = (options.url ?? globalThis.location.origin).replace(/\/$/, '');
    this.storage = forgivingOf(options.storage ?? defaultStorage());
    this.files = options.files ?? defaultFileStorage();
    this.session = new Session(url, this.storage, () => this.close(), options.getToken);
    this.rest = createClient<paths>({ baseUrl: url, fetch: (request) => this.session.fetch(request) });
  }

  /** The signed-in user. */
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

  /**
   * @param who with the `code` of the authenticator app, or a recovery code, when the account has a second factor
   * @throws ParleyError `auth.bad_credentials`, `auth.second_factor_required`, `auth.second_factor_wrong`, `auth.deactivated`
   */
  async signIn(who: { email: string; password: string; code?: string }): Promise<void> {
    await this.session.enter('/api/login', who);
    await this.start();
  }

  /**
   * Creates an account and signs in. A server with a mail server only sends a mail, whose link creates the account.
   * @param who with the code of an `invite`, on a server that requires one
   * @returns false when a mail was sent, so that nobody is signed in
   * @throws ParleyError `auth.email_taken`, `auth.registration_closed`, `auth.invite_required`, `auth.invite_invalid`
   */
  async register(who: { email: string; password: string; name: string; invite?: string }): Promise<boolean> {
    if (!(await this.session.enter('/api/register', who))) return false;
    await this.start();
    return true;
  }

  /**
   * Signs in with the one-time code that is behind `#sign-in=` when the browser comes back from a provider.
   * @param who with the `codeVerifier`, if the sign-in was begun with a challenge, and with the `secondFactor`, if the account has one
   * @throws ParleyError `auth.sign_in_expired`, `auth.second_factor_required`, `auth.second_factor_wrong`, `auth.email_unverified`, `auth.link_needed`, `auth.registration_closed`, `auth.deactivated`
   */
  async signInWithProvider(who: { code: string; codeVerifier?: string; secondFactor?: string }): Promise<void> {
    await this.session.enter('/api/sign-in/exchange', who);
    await this.start();
  }

  /** Signs in with a token from `getToken`. @throws ParleyError `network` if `getToken` fails */
  async signInWithToken(): Promise<void> {
    await this.session.adopt();
    await this.start();
  }

  /** Continues the stored session. @returns whether there was one */
  async resume(): Promise<boolean> {
    if (!(await this.session.resume())) return false;
    await this.start();
    void this.signedIn?.renewMe();
    return true;
  }

  /**
   * Ends the session. Unsent messages stay in the storage until the same person signs in again.
   * @param options `everywhere`: also ends the sessions of all their other devices
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

  /** Closes the connection and stops every timer, and stays signed in: `resume()` continues. A script that does nothing else then exits. */
  close(): void {
    // A listener may call this for every change: only the first call is a change.
    if (!this.signedIn) return;
    this.signedIn.close();
    this.signedIn = null;
    this.changes.of(null);
  }

  /** @param listener called with what changed, once for all changes of a moment @returns a function that unsubscribes */
  subscribe(listener: (change: Change) => void): () => void {
    return this.changes.subscribe(listener);
  }

  /** Pinned chats first, then by latest message; with archived chats, without threads. */
  get chats(): Chat[] {
    return this.signedIn?.list() ?? [];
  }

  /** A chat of `chats`, or a thread. */
  chat(id: string): Chat | undefined {
    return this.signedIn?.chat(id);
  }

  /** Checks now for missed changes. */
  async sync(): Promise<void> {
    await this.signedIn?.live.sync();
  }

  /** Reconnects, for example if the app knows before the client that the connection is gone. */
  reconnect(): void {
    this.signedIn?.live.reconnect();
  }

  /** Starts a chat. An existing direct chat is returned. @param about `participants` are user ids @returns the chat, once it is held */
  async createChat(about: { participants: string[]; title?: string }): Promise<Chat> {
    const { id } = await this.call<ChatView>('POST', '/api/chats', { id: crypto.randomUUID(), ...about });
    return this.held(id);
  }

  /**
   * Waits until all chats are loaded and pushes arrive.
   * @throws ParleyError `auth.token_missing` if nobody is signed in, or the session ends meanwhile
   */
  live(): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (this.state !== 'live' && this.state !== 'signed-out') return;
        end();
        if (this.state === 'live') resolve();
        else reject(new ParleyError('auth.token_missing', 'Nobody is signed in.', 401));
      };
      const end = this.subscribe(check);
      check();
    });
  }

  /**
   * Waits until the client holds a chat that exists on the server.
   * @throws ParleyError `chat.not_found` if it does not, also after a sync; `auth.token_missing` if nobody is signed in
   */
  async held(id: string): Promise<Chat> {
    await this.live();
    if (!this.chat(id)) await this.sync();
    const chat = this.chat(id);
    if (!chat) throw new ParleyError('chat.not_found', 'There is no such chat, or you are not in it.', 404);
    return chat;
  }

  /**
   * Sets the status that others see, on all devices, until it is set again or the person signs in again; `me.status` shows it.
   * @throws ParleyError
   */
  async setStatus(status: OnlineStatus): Promise<void> {
    await this.call('POST', `/api/users/${this.me?.id}/set-status/${status}`);
    await this.signedIn?.renewMe();
  }

  /** The address of a file for `<img>` and similar elements. @param url of a medium or an avatar */
  mediaUrl(url: string): string {
    if (!url.startsWith('/')) return url;
    return `${this.session.url}${url}${url.includes('?') ? '&' : '?'}t=${this.mediaToken ?? ''}`;
  }

  /** The address of the small size of an avatar. @param url of a person or chat */
  avatarUrl(url: string): string {
    return this.mediaUrl(url.startsWith('/api/media/') ? `${url}?size=thumb` : url);
  }

  /** Makes any call of the REST API. @returns `data` of the answer @throws ParleyError */
  call<Data>(method: string, path: string, body?: unknown): Promise<Data> {
    return this.session.call(method, path, body);
  }

  private async start(): Promise<void> {
    this.signedIn?.close();
    const { session, storage, files, changes } = this;
    const { checkEveryMs = CHECK_EVERY_MS } = this.options;
    const connect = (listener: LineListener) => this.connect(listener);
    this.signedIn = new SignedIn({ session, storage, files, changes, checkEveryMs, connect });
    changes.of(null);
    await this.signedIn.open();
  }

  private connect(listener: LineListener): Line {
    const { patienceMs = TIMEOUT_MS, shareTabs } = this.options;
    const own = (hears: LineListener) => new SocketLine(this.session, hears, patienceMs);
    if (!shareTabs || !canShare()) return own(listener);
    return new SharedLine(`parley:${this.session.url}:${this.me?.id ?? ''}`, own, listener, patienceMs);
  }
}
