import type { LoginView } from '../../src/contract/views/user.view.js';
import type { ServerProcess } from './server-process.js';

const DEMO = { email: 'asd@gmail.com', password: 'asdasdasd' };

export interface Answered<Data> {
  data: Data;
  meta: { next: string | null };
}

/** Calls of the demo account on a server that was started with `SEED_DEMO=true`. */
export class DemoCaller {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  static async signIn(server: ServerProcess): Promise<DemoCaller> {
    const url = `http://127.0.0.1:${await server.ready()}`;
    const answer = await fetch(`${url}/api/login`, { method: 'POST', body: new URLSearchParams(DEMO) });
    return new DemoCaller(url, ((await answer.json()) as LoginView).token);
  }

  async fetch(path: string, request: RequestInit = {}): Promise<Response> {
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${this.token}`);
    return fetch(this.url + path, { ...request, headers });
  }

  /** @param body sent as JSON, or as it is if it is a form @throws Error when the answer is not a success */
  async does<Data>(method: string, path: string, body?: unknown): Promise<Answered<Data>> {
    const isForm = body instanceof FormData;
    const sent = isForm ? body : body !== undefined ? JSON.stringify(body) : undefined;
    const headers: Record<string, string> = isForm ? {} : { 'content-type': 'application/json' };
    const answer = await this.fetch(path, { method, headers, body: sent });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return (await answer.json()) as Answered<Data>;
  }
}
