import type { ErrorCode } from '../../../src/contract/errors.js';
import type { LoginView } from '../../../src/contract/views/user.view.js';
import { call, type Person } from '../person.js';
import { TestServer, useServerFrom } from '../server.js';
import { Browser } from './browser.js';
import { Provider } from './provider.js';

export const PUBLIC_URL = 'https://chat.example.org';
export const START = '/api/sign-in/oidc';
export const IDENTITIES = '/api/me/identities';

let current: Provider | undefined;

/** The provider of the running test file. */
export function provider(): Provider {
  if (!current) throw new Error('call useProvider() at the top of the test file');
  return current;
}

/**
 * Gives this test file a provider, and a server that knows it.
 * @param settings of the server, in addition
 * @param whileAway runs when the server has started, and the provider is down
 */
export function useProvider(settings: Record<string, string> = {}, whileAway?: () => Promise<void>): void {
  useServerFrom(async () => {
    current = await Provider.start(PUBLIC_URL);
    await current.goAway(); // the server starts without it
    const all = { ...current.settings, ...settings };
    const started = await TestServer.start(all);
    await started.sendSocketsElsewhere(all);
    return started;
  });
  beforeAll(async () => {
    await whileAway?.();
    await provider().comeBack();
  });
  afterAll(() => current?.stop());
}

export const newBrowser = () => new Browser(PUBLIC_URL);

let count = 0;

/** Somebody whom the provider knows, with a verified e-mail unless something else is said. */
export async function stranger(claims: object = {}): Promise<{ id: string; email: string; name: string }> {
  const id = `person-${++count}`;
  const [email, name] = [`${id}@example.com`, `Person ${count}`];
  await provider().knows(id, { email, email_verified: true, name, ...claims });
  return { id, email, name };
}

/** The code or the error behind `#`, by its name. */
export const fragment = (address: string) => Object.fromEntries(new URLSearchParams(new URL(address).hash.slice(1)));

export const exchange = (code: unknown, { cookie = '' } = {}, more: object = {}) =>
  call<never>('POST', '/api/sign-in/exchange', { code, ...more }, { cookie });

/** Signs in with the page in a new browser. */
export async function signsIn(id: string): Promise<LoginView> {
  const browser = newBrowser();
  const answer = await exchange(fragment(await browser.open(START, id))['sign-in'], browser);
  expect([answer.status, answer.body.code]).toEqual([200, undefined]);
  return answer.body as unknown as LoginView;
}

/** Begins to link in a session, and comes back with a code. */
export async function codeToLink(me: Person, id: string): Promise<string | undefined> {
  const { url } = await me.does<{ url: string }>('POST', `${IDENTITIES}/oidc`, { password: me.password });
  return fragment(await newBrowser().open(url, id)).link;
}

export const refused = (status: number, code: ErrorCode) => ({ status, body: { code } });
export const EXPIRED = refused(400, 'auth.sign_in_expired');
