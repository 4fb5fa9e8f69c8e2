import type { NewApiKeyView, Scope } from '../../src/contract/views/server.view.js';
import { SCOPES } from '../../src/contract/views/server.view.js';
import type { LoginView } from '../../src/contract/views/user.view.js';
import { type Answer, call, Person, Refused } from './person.js';
import { server } from './server.js';
import { OPERATOR_TOKEN } from './suite-server/start.mjs';

export const asOperator = { authorization: `Bearer ${OPERATOR_TOKEN}` };

/** Makes an API key as a machine with OPERATOR_TOKEN does. */
export async function makeKey(name: string, scopes: readonly Scope[] = SCOPES): Promise<NewApiKeyView> {
  const answer = await call<NewApiKeyView>('POST', '/api/server/keys', { name, scopes }, asOperator);
  if (answer.status !== 201) throw new Refused(answer);
  return answer.body.data;
}

/** The back end of an app, which acts with an API key. */
export class AppBackEnd {
  constructor(readonly key: string) {}

  static async withKey(scopes?: readonly Scope[]): Promise<AppBackEnd> {
    return new AppBackEnd((await makeKey('the back end', scopes)).key);
  }

  call<Data>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Data>> {
    return call<Data>(method, `/api/server/${path}`, body, { authorization: `Bearer ${this.key}`, ...headers });
  }

  /** Makes a call that must succeed. @throws Refused */
  async does<Data>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Data> {
    const answer = await this.call<Data>(method, path, body, headers);
    if (answer.status >= 400) throw new Refused(answer);
    return answer.body.data;
  }

  /** A person of the app who is signed in with a token of the back end, and connected. */
  async brings(externalId: string, name = externalId): Promise<Person> {
    await this.does('PUT', `users/${externalId}`, { name });
    const person = new Person(name, await this.does<LoginView>('POST', `users/${externalId}/token`), '');
    await person.connects();
    return person;
  }
}

/** A row of the audit log. */
interface Act {
  action: string;
  actor_kind: string;
  target_kind: string;
  target_id: string;
  details: Record<string, unknown>;
}

/** What the audit log says about a key since it was made, oldest first. */
export const actsOf = (app: AppBackEnd): Promise<Act[]> =>
  server().sql<Act>('select * from audit_log where actor_id = $1 order by seq', [app.key.split('_')[1]]);
