import { ParleyError } from './errors.js';
import { type KeyValueStorage, read } from './storage.js';
import type { ErrorView, LoginView, MyselfView } from './wire.js';

const PATIENCE_MS = 30_000;

/** A token is exchanged for a new one when less than this share of its life is left. */
const OLD_AGE = 0.25;

const SAME_TWICE = new Set(['GET', 'PUT', 'DELETE']);
const TRIES = 3;
const BETWEEN_TRIES_MS = 250;

export interface CallOptions {
  /** The browser goes on with the call when its page goes away. */
  keepalive?: boolean;
}

interface Kept extends LoginView {
  /** When it was given, in ms. */
  since: number;
}

/** Who is signed in: the token, kept over reloads, renewed in time, and put on every call. */
export class Session {
  private kept: Kept | null = null;
  private refreshing: Promise<void> | null = null;
  private readonly key: string;

  /** @param ended told when the server does not know the session any more */
  constructor(
    readonly url: string,
    private readonly storage: KeyValueStorage,
    private readonly ended: () => void,
  ) {
    this.key = `parley:session:${url}`;
  }

  get me(): LoginView['user'] | null {
    return this.kept?.user ?? null;
  }

  get token(): string | null {
    return this.kept?.token ?? null;
  }

  get mediaToken(): string | null {
    return this.kept?.mediaToken ?? null;
  }

  async enter(path: '/api/login' | '/api/register', body: object): Promise<void> {
    await this.keep(await this.call<LoginView>('POST', path, body));
  }

  /** @returns whether a session was kept that has not run out */
  async resume(): Promise<boolean> {
    const kept = await read<Kept>(this.storage, this.key);
    if (!kept || Date.parse(kept.expiresAt) <= Date.now()) return false;
    this.kept = kept;
    return true;
  }

  /** Forgets the session, and ends it where the server can be reached. */
  async leave(): Promise<void> {
    const { token } = this;
    await this.forget();
    if (token) await this.send(new Request(`${this.url}/api/logout`, { method: 'POST' }), token).catch(() => undefined);
  }

  async forget(): Promise<void> {
    this.kept = null;
    await this.storage.removeItem(this.key);
  }

  /** Asks who one is now, for the name and the status may be another since, here or elsewhere. @throws ParleyError */
  async renewMe(): Promise<void> {
    const { mediaToken, ...user } = await this.call<MyselfView>('GET', '/api/me');
    if (this.kept?.user.id === user.id) await this.keep({ ...this.kept, mediaToken, user }, this.kept.since);
  }

  /** What `connection.ready` and `GET /api/me` bring. */
  async renewMediaToken(mediaToken: string): Promise<void> {
    if (this.kept) await this.keep({ ...this.kept, mediaToken }, this.kept.since);
  }

  /** One call; where it had no answer, again, if twice is the same as once. @returns `data` of its answer, or the whole of it where there is none @throws ParleyError */
  async call<Data>(method: string, path: string, body?: unknown, options: CallOptions = {}): Promise<Data> {
    const isForm = body instanceof FormData;
    const headers: Record<string, string> = isForm || body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = isForm ? body : body === undefined ? null : JSON.stringify(body);
    const ask = () => this.fetch(new Request(this.url + path, { method, headers, body: sent, ...options }));
    const response = await (SAME_TWICE.has(method) ? patiently(ask) : ask());
    const answer = (await response.json().catch(() => ({}))) as { data?: Data } & Partial<ErrorView>;
    if (!response.ok) throw ParleyError.of(answer, response.status, response.headers.get('retry-after'));
    return answer.data === undefined ? (answer as Data) : answer.data;
  }

  /** `fetch` with the token; a token that has run out is renewed once. @throws ParleyError where there is no answer */
  async fetch(request: Request): Promise<Response> {
    if (this.isOld()) await this.refresh().catch(() => undefined);
    const { token } = this;
    const response = await this.send(request.clone(), token);
    if (response.status !== 401 || !token) return response;
    const { code } = (await response
      .clone()
      .json()
      .catch(() => ({}))) as Partial<ErrorView>;
    if (code !== 'auth.token_expired') {
      if (token === this.token) await this.end();
      return response;
    }
    if (token === this.token) await this.refresh();
    return this.send(request, this.token);
  }

  /** Exchanges the token for a new one of the same session; once, however many ask. @throws ParleyError */
  refresh(): Promise<void> {
    this.refreshing ??= this.exchange().finally(() => (this.refreshing = null));
    return this.refreshing;
  }

  private async exchange(): Promise<void> {
    const { token } = this;
    if (!token) throw new ParleyError('auth.token_missing', 'Nobody is signed in.', 401);
    const response = await this.send(new Request(`${this.url}/api/refresh`, { method: 'POST' }), token);
    const answer = (await response.json().catch(() => ({}))) as LoginView & Partial<ErrorView>;
    if (response.ok) return this.keep(answer);
    if (response.status === 401) await this.end();
    throw ParleyError.of(answer, response.status, response.headers.get('retry-after'));
  }

  private async send(request: Request, token: string | null): Promise<Response> {
    if (token) request.headers.set('authorization', `Bearer ${token}`);
    try {
      return await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    } catch (cause) {
      throw ParleyError.unanswered(cause);
    }
  }

  private isOld(): boolean {
    if (!this.kept) return false;
    const end = Date.parse(this.kept.expiresAt);
    return end - Date.now() < (end - this.kept.since) * OLD_AGE;
  }

  private async end(): Promise<void> {
    await this.forget();
    this.ended();
  }

  private async keep(login: LoginView, since = Date.now()): Promise<void> {
    const { token, expiresAt, mediaToken, user } = login;
    this.kept = { token, expiresAt, mediaToken, user, since };
    await this.storage.setItem(this.key, JSON.stringify(this.kept));
  }
}

/** Asks again where there was no answer. @throws ParleyError */
async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await ask();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS * (TRIES - left)));
    }
  }
}
