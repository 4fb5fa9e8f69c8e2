import { dataOf } from './answer.js';
import { ParleyError } from './errors.js';
import { type KeyValueStorage, read } from './storage.js';
import type { ErrorView, LoginView, MyselfView } from './wire.js';

const TIMEOUT_MS = 30_000;
/** Timeout of one attempt of a refresh, in ms: three attempts must end before the earlier token does, ten seconds after the first. */
const REFRESH_TIMEOUT_MS = 3_000;

/** A token is renewed when less than this share of its lifetime is left. */
const RENEWAL_SHARE = 0.25;

const IDEMPOTENT_METHODS = new Set(['GET', 'PUT', 'DELETE']);
const TRIES = 3;
const BETWEEN_TRIES_MS = 250;

export interface CallOptions {
  /** The browser finishes the call even if the page is closed. */
  keepalive?: boolean;
}

interface FetchOptions {
  timeoutMs?: number;
  /** Ends the call. */
  signal?: AbortSignal;
}

interface StoredSession extends LoginView {
  /** When the token was issued, in ms. */
  since: number;
}

/** Asks the back end of an app for a new token of the person who uses the page. */
export type TokenSource = () => Promise<string>;

/** The signed-in session: its token, which is stored across reloads, renewed in time, and added to every call. */
export class Session {
  private stored: StoredSession | null = null;
  private refreshing: Promise<void> | null = null;
  private readonly key: string;
  /** Where the token of an ended session is stored. It is sent with the next sign-in, so that the server recognises the device. */
  private readonly formerKey: string;

  /**
   * @param ended called when the server no longer knows the session
   * @param getToken where tokens come from, if they do not come from signing in
   */
  constructor(
    readonly url: string,
    private readonly storage: KeyValueStorage,
    private readonly ended: () => void,
    private readonly getToken?: TokenSource,
  ) {
    this.key = `parley:session:${url}`;
    this.formerKey = `parley:former-session:${url}`;
  }

  get me(): LoginView['user'] | null {
    return this.stored?.user ?? null;
  }

  get token(): string | null {
    return this.stored?.token ?? null;
  }

  get mediaToken(): string | null {
    return this.stored?.mediaToken ?? null;
  }

  /** @returns false when the server has started no session, because the person must confirm their e-mail first */
  async enter(path: '/api/login' | '/api/register' | '/api/sign-in/exchange', body: object): Promise<boolean> {
    const headers = { 'content-type': 'application/json' };
    const request = new Request(this.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    const former = this.token ?? (await this.storage.getItem(this.formerKey));
    const login = await dataOf<LoginView | { token?: undefined }>(await this.send(request, former));
    if (login.token === undefined) return false;
    await this.store(login);
    return true;
  }

  /** Begins or continues the session with a new token from `getToken`. @throws ParleyError */
  async adopt(): Promise<void> {
    if (!this.getToken) throw new ParleyError('auth.token_missing', 'There is no getToken.', 401);
    const token = await this.getToken().catch((cause: unknown) => {
      throw ParleyError.unanswered(cause);
    });
    const answer = await this.send(new Request(`${this.url}/api/me`), token);
    const { mediaToken, id, name, avatar, email, plan, status } = await dataOf<MyselfView>(answer);
    if (this.stored && this.stored.user.id !== id) {
      await this.end(this.stored.token);
      throw new ParleyError('auth.token_invalid', 'The token of getToken belongs to another person.', 401);
    }
    await this.store({
      token,
      expiresAt: expiryOf(token),
      mediaToken,
      user: { id, name, avatar, email, plan, status },
    });
  }

  /** @returns whether the storage has a session that has not expired */
  async resume(): Promise<boolean> {
    const stored = await read<StoredSession>(this.storage, this.key);
    if (!stored) return false;
    if (Date.parse(stored.expiresAt) <= Date.now()) {
      await this.storage.setItem(this.formerKey, stored.token);
      return false;
    }
    this.stored = stored;
    return true;
  }

  /**
   * Deletes the local session, and ends it on the server if that can be reached.
   * @param everywhere also ends all other sessions of the person
   */
  async leave(everywhere: boolean): Promise<void> {
    const { token } = this;
    await this.forget();
    if (!token) return;
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ everywhere });
    const logout = new Request(`${this.url}/api/logout`, { method: 'POST', headers, body });
    const response = await this.send(logout, token).catch(() => null);
    // Only for a session that is known to be over, because anybody may use this device next.
    if (response?.ok) await this.storage.setItem(this.formerKey, token);
  }

  async forget(): Promise<void> {
    this.stored = null;
    await this.storage.removeItem(this.key);
  }

  /** Fetches `me`, because name and status may have changed here or on another device. @throws ParleyError */
  async renewMe(): Promise<void> {
    const { mediaToken, ...user } = await this.call<MyselfView>('GET', '/api/me');
    if (this.stored?.user.id === user.id) await this.amend({ mediaToken, user });
  }

  /** Stores what `connection.ready` and `GET /api/me` return. */
  async renewMediaToken(mediaToken: string): Promise<void> {
    await this.amend({ mediaToken });
  }

  /** Changes the stored session, except its token. If another window has renewed the token, the new one is kept. */
  private async amend(change: Partial<LoginView>): Promise<void> {
    await this.takeStored();
    if (this.stored) await this.store({ ...this.stored, ...change }, this.stored.since);
  }

  /**
   * Makes one call. After no answer, it repeats calls that are safe to repeat.
   * @returns `data` of the answer, or the whole answer if it has no `data`
   * @throws ParleyError
   */
  async call<Data>(method: string, path: string, body?: unknown, options: CallOptions = {}): Promise<Data> {
    const isForm = body instanceof FormData;
    const headers: Record<string, string> = isForm || body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = isForm ? body : body === undefined ? null : JSON.stringify(body);
    const attempt = () => this.fetch(new Request(this.url + path, { method, headers, body: sent, ...options }));
    return dataOf(await (IDEMPOTENT_METHODS.has(method) ? withRetries(attempt) : attempt()));
  }

  /** `fetch` with the token; an expired token is renewed once. @throws ParleyError if there is no answer */
  async fetch(request: Request, options: FetchOptions = {}): Promise<Response> {
    if (this.isDue()) await this.refresh().catch(() => undefined);
    const { token } = this;
    const response = await this.send(request.clone(), token, options);
    if (response.status !== 401 || !token) return response;
    const { code } = (await response
      .clone()
      .json()
      .catch(() => ({}))) as Partial<ErrorView>;
    if (code !== 'auth.token_expired' && !this.getToken) {
      if (token === this.token) await this.end(token);
      return response;
    }
    if (token === this.token) await this.refresh();
    return this.send(request, this.token, options);
  }

  /** Renews the token of the session. Concurrent callers share one refresh. @throws ParleyError */
  refresh(): Promise<void> {
    this.refreshing ??= this.exchange().finally(() => (this.refreshing = null));
    return this.refreshing;
  }

  /** A refresh ends the previous token. After no answer it is repeated at once, while the previous token is still valid. */
  private async exchange(): Promise<void> {
    if (await this.takeStored()) return;
    if (this.getToken) return this.adopt();
    const { token } = this;
    if (!token) throw new ParleyError('auth.token_missing', 'Nobody is signed in.', 401);
    const refresh = () => new Request(`${this.url}/api/refresh`, { method: 'POST' });
    const attempt = () => this.send(refresh(), token, { timeoutMs: REFRESH_TIMEOUT_MS });
    const response = await withRetries(attempt);
    if (response.status === 401) {
      // Another window may have renewed the token first: then this uses its token.
      if (await this.takeStored()) return;
      await this.end(token);
    }
    await this.store(await dataOf<LoginView>(response));
  }

  /** Takes the token that another window has stored since. @returns whether there was one */
  private async takeStored(): Promise<boolean> {
    const { stored } = this;
    const latest = await read<StoredSession>(this.storage, this.key);
    const isNewer = latest?.user.id === stored?.user.id && (latest?.since ?? 0) > (stored?.since ?? Infinity);
    if (isNewer && this.stored === stored) this.stored = latest;
    return isNewer;
  }

  private async send(request: Request, token: string | null, options: FetchOptions = {}): Promise<Response> {
    const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    if (token) request.headers.set('authorization', `Bearer ${token}`);
    try {
      return await fetch(request, { signal });
    } catch (cause) {
      throw ParleyError.unanswered(cause);
    }
  }

  private isDue(): boolean {
    if (!this.stored) return false;
    const end = Date.parse(this.stored.expiresAt);
    return end - Date.now() < (end - this.stored.since) * RENEWAL_SHARE;
  }

  /** @param token the token that the server no longer accepts */
  private async end(token: string): Promise<void> {
    await this.forget();
    await this.storage.setItem(this.formerKey, token);
    this.ended();
  }

  private async store(login: LoginView, since = Date.now()): Promise<void> {
    const { token, expiresAt, mediaToken, user } = login;
    this.stored = { token, expiresAt, mediaToken, user, since };
    await this.storage.setItem(this.key, JSON.stringify(this.stored));
  }
}

/** When a token expires, as ISO 8601. */
function expiryOf(token: string): string {
  const [, claims = ''] = token.split('.');
  const { exp } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as { exp: number };
  return new Date(exp * 1000).toISOString();
}

/** Repeats a call that had no answer. @throws ParleyError */
async function withRetries(attempt: () => Promise<Response>): Promise<Response> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS * (TRIES - left)));
    }
  }
}
