import { createHash } from 'node:crypto';

import type { ErrorCode } from '../src/contract/errors.js';
import type { IdentityView } from '../src/contract/views/sign-in.view.js';
import type { LoginView } from '../src/contract/views/user.view.js';
import { Browser } from './support/oidc-provider/browser.js';
import { Provider } from './support/oidc-provider/provider.js';
import { onAnotherDevice, person } from './support/people.js';
import { call, type Person } from './support/person.js';
import { server, TestServer, useServerFrom } from './support/server.js';

const PUBLIC_URL = 'https://chat.example.org';
const APP = 'org.example.chat:/signed-in';
const START = '/api/sign-in/oidc';
const IDENTITIES = '/api/me/identities';

let provider: Provider;
/** Where a sign-in led while the provider was down. */
let whileAway = '';

useServerFrom(async () => {
  provider = await Provider.start(PUBLIC_URL);
  await provider.goAway(); // the server starts without it
  const settings = { ...provider.settings, OIDC_RETURN_URLS: `${APP}, https://app.example.org/` };
  const started = await TestServer.start(settings);
  await started.sendSocketsElsewhere(settings);
  return started;
});

beforeAll(async () => {
  whileAway = await newBrowser().open(START, '');
  await provider.comeBack();
});

afterAll(() => provider.stop());

const newBrowser = () => new Browser(PUBLIC_URL);

let count = 0;

/** Somebody whom the provider knows, with a verified e-mail unless something else is said. */
async function stranger(claims: object = {}): Promise<{ id: string; email: string }> {
  const id = `person-${++count}`;
  const email = `${id}@example.com`;
  await provider.knows(id, { email, email_verified: true, name: `Person ${count}`, ...claims });
  return { id, email };
}

/** The code or the error behind `#`, by its name. */
const fragment = (address: string) => Object.fromEntries(new URLSearchParams(new URL(address).hash.slice(1)));

const exchange = (code: unknown, { cookie = '' } = {}, more: object = {}) =>
  call<never>('POST', '/api/sign-in/exchange', { code, ...more }, { cookie });

/** Signs in with the page in a new browser. */
async function signsIn(id: string): Promise<LoginView> {
  const browser = newBrowser();
  const answer = await exchange(fragment(await browser.open(START, id))['sign-in'], browser);
  expect([answer.status, answer.body.code]).toEqual([200, undefined]);
  return answer.body as unknown as LoginView;
}

/** Begins to link in a session, and comes back with a code. */
async function codeToLink(me: Person, id: string): Promise<string | undefined> {
  const { url } = await me.does<{ url: string }>('POST', `${IDENTITIES}/oidc`);
  return fragment(await newBrowser().open(url, id)).link;
}

const refused = (status: number, code: ErrorCode) => ({ status, body: { code } });
const EXPIRED = refused(400, 'auth.sign_in_expired');

describe('signing in with the provider', () => {
  it('creates an account at the first time and finds it again later, by the id and not by the e-mail', async () => {
    const { id, email } = await stranger();
    const first = await signsIn(id);
    expect(first.user).toMatchObject({ email, name: `Person ${count}` });
    expect(Object.keys(first).sort()).toEqual(['expiresAt', 'mediaToken', 'token', 'user']);

    await provider.knows(id, { email: 'another@example.com', email_verified: false });
    const second = await signsIn(id);
    expect(second.user.id).toBe(first.user.id);
    const me = await call<LoginView['user']>('GET', '/api/me', undefined, { authorization: `Bearer ${second.token}` });
    expect(me.body.data).toMatchObject({ id: first.user.id, email });
    // There is no password: none is right.
    expect(await call('POST', '/api/login', { email, password: 'nobody has this password' })).toMatchObject(
      refused(401, 'auth.bad_credentials'),
    );
  });

  it('creates one account when one person signs in twice at the same moment', async () => {
    const { id } = await stranger();
    const logins = await Promise.all([signsIn(id), signsIn(id), signsIn(id)]);
    expect(new Set(logins.map(({ user }) => user.id)).size).toBe(1);
  });

  it('accepts each answer of the provider and each code once', async () => {
    const { id } = await stranger();
    const browser = newBrowser();
    const callback = await browser.open(START, id, `${PUBLIC_URL}${START}/callback`);
    const { 'sign-in': code } = fragment(await browser.open(callback, id));

    expect(fragment(await browser.open(callback, id))).toEqual({ 'sign-in-error': 'auth.sign_in_expired' });
    const answers = await Promise.all([exchange(code, browser), exchange(code, browser), exchange(code, browser)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect(await exchange(code, browser)).toMatchObject(EXPIRED);
    expect(await exchange('nobody-has-this-code', browser)).toMatchObject(EXPIRED);
  });

  it('must be finished in the browser that began it: nobody can be signed in to the account of an attacker', async () => {
    const { id } = await stranger();
    const [attacker, victim] = [newBrowser(), newBrowser()];
    await victim.open(START, id);
    const callback = await attacker.open(START, id, `${PUBLIC_URL}${START}/callback`);
    const changed = callback.replace(/state=./, 'state=_');

    for (const address of [callback, changed]) {
      expect(fragment(await victim.open(address, id))).toEqual({ 'sign-in-error': 'auth.sign_in_expired' });
    }
    const { 'sign-in': code } = fragment(await attacker.open(callback, id));
    for (const other of [victim, undefined]) expect(await exchange(code, other)).toMatchObject(EXPIRED);
    expect(attacker.cookie).toMatch(/^__Host-parley-sign-in=[\w-]{43}$/);
    expect(await exchange(code, attacker)).toMatchObject({ status: 200 });
  });

  it('keeps its cookie from scripts and other sites', async () => {
    const { headers } = await fetch(`${server().url}${START}`, { redirect: 'manual' });
    const rules = (headers.get('set-cookie') ?? '').split('; ').slice(1).sort();
    expect(rules).toEqual(['HttpOnly', 'Max-Age=600', 'Path=/', 'SameSite=Lax', 'Secure']);
  });

  it('is refused when the person cancels, or when the ID token is not for this sign-in', async () => {
    const { id } = await stranger();
    const errorOf = async (as: string) => fragment(await newBrowser().open(START, as))['sign-in-error'];
    expect(await errorOf('')).toBe('auth.provider_denied');

    const forgeries = {
      nonce: { claims: { nonce: 'of another sign-in' } },
      audience: { claims: { aud: 'another-client' } },
      issuer: { claims: { iss: 'https://login.example.org' } },
      expiry: { claims: { exp: 1 } },
      signature: { withStrangeKey: true },
    };
    for (const [what, forgery] of Object.entries(forgeries)) {
      await provider.forge(forgery);
      expect([what, await errorOf(id)]).toEqual([what, 'auth.provider_failed']);
    }
    await provider.forge(null);
    expect(await errorOf(id)).toBeUndefined();
  });

  it('fails while the provider is down, which the server can start without, and works when it is back', async () => {
    expect(fragment(whileAway)).toEqual({ 'sign-in-error': 'auth.provider_failed' });
    expect(await signsIn((await stranger()).id)).toHaveProperty('token');
  });

  it('needs a verified e-mail for a new account', async () => {
    const lacking = [
      { email_verified: false },
      { email_verified: undefined },
      { email: undefined },
      { email: 'no e-mail' },
    ];
    for (const claims of lacking) {
      const browser = newBrowser();
      const { 'sign-in': code } = fragment(await browser.open(START, (await stranger(claims)).id));
      expect(await exchange(code, browser)).toMatchObject(refused(403, 'auth.email_unverified'));
    }
  });
});

describe('an account with the same e-mail', () => {
  it('is not opened, because its owner may be somebody else; they can link the identity when signed in', async () => {
    const ada = await person('ada');
    const { id } = await stranger({ email: ada.login.user.email.toUpperCase() });
    const browser = newBrowser();
    const { 'sign-in': code } = fragment(await browser.open(START, id));
    expect(await exchange(code, browser)).toMatchObject(refused(409, 'auth.link_needed'));

    await ada.does('POST', IDENTITIES, { code: await codeToLink(ada, id) });
    expect((await signsIn(id)).user.id).toBe(ada.id);
  });
});

describe('linking an identity', () => {
  it('works in the session that began it, and lets the person sign in with either', async () => {
    const ada = await person('ada');
    const { id, email } = await stranger();
    const code = await codeToLink(ada, id);
    const [eve, adasPhone] = [await person('eve'), await onAnotherDevice(ada)];

    for (const other of [eve, adasPhone]) expect(await other.call('POST', IDENTITIES, { code })).toMatchObject(EXPIRED);
    expect(await exchange(code)).toMatchObject(EXPIRED);
    const linked = await ada.does<IdentityView>('POST', IDENTITIES, { code });
    expect(linked).toMatchObject({ provider: 'Example login', email });
    expect(await ada.does('GET', IDENTITIES)).toEqual([linked]);
    expect((await signsIn(id)).user.id).toBe(ada.id);
    expect((await onAnotherDevice(ada)).id).toBe(ada.id);
  });

  it('gives an identity to one account, and an account one identity of the provider', async () => {
    const [ada, ben] = [await person('ada'), await person('ben')];
    const [first, second] = [await stranger(), await stranger()];
    const links = async (who: Person, id: string) => who.call('POST', IDENTITIES, { code: await codeToLink(who, id) });

    expect(await links(ada, first.id)).toMatchObject({ status: 201 });
    expect(await links(ada, first.id)).toMatchObject({ status: 201 });
    expect(await links(ben, first.id)).toMatchObject(refused(409, 'identity.taken'));
    expect(await links(ada, second.id)).toMatchObject(refused(409, 'identity.one_per_provider'));
    expect(await ada.does('GET', IDENTITIES)).toHaveLength(1);
    expect(await ben.does('GET', IDENTITIES)).toEqual([]);
  });

  it('can be undone, by its owner, unless they could not sign in any more', async () => {
    const [ada, eve] = [await person('ada'), await person('eve')];
    const { id } = await stranger();
    const linked = await ada.does<IdentityView>('POST', IDENTITIES, { code: await codeToLink(ada, id) });
    for (const other of [linked.id, 'no-id']) {
      expect(await eve.call('DELETE', `${IDENTITIES}/${other}`)).toMatchObject(refused(404, 'identity.not_found'));
    }
    await ada.does('DELETE', `${IDENTITIES}/${linked.id}`);
    expect(await ada.does('GET', IDENTITIES)).toEqual([]);

    const { token } = await signsIn(id);
    const bearer = { authorization: `Bearer ${token}` };
    const [only] = (await call<IdentityView[]>('GET', IDENTITIES, undefined, bearer)).body.data;
    expect(await call('DELETE', `${IDENTITIES}/${only?.id ?? ''}`, undefined, bearer)).toMatchObject(
      refused(409, 'identity.last'),
    );
  });
});

describe('an app', () => {
  const codeVerifier = 'v'.repeat(43);
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');

  it('gets the code at an address that is configured, and only the app that began can use it', async () => {
    const { id } = await stranger();
    const query = new URLSearchParams({ return: APP, codeChallenge }).toString();
    const address = await newBrowser().open(`${START}?${query}`, id);
    const { 'sign-in': code } = fragment(address);

    expect(address).toBe(`${APP}#sign-in=${code ?? ''}`);
    for (const more of [{}, { codeVerifier: 'w'.repeat(43) }]) {
      expect(await exchange(code, {}, more)).toMatchObject(EXPIRED);
    }
    expect(await exchange(code, {}, { codeVerifier })).toMatchObject({ status: 200 });
  });

  it('cannot have the code sent anywhere else, and must give a challenge', async () => {
    const start = (query: object) => call('GET', `${START}?${new URLSearchParams({ ...query }).toString()}`);
    const wrong = [
      'https://evil.example/',
      `${APP}/`,
      'https://app.example.org/x',
      'javascript:alert(1)',
      '//evil.example',
    ];
    for (const address of wrong) {
      const answer = await start({ return: address, codeChallenge });
      expect([address, answer.status, answer.body.details?.[0]?.field]).toEqual([address, 400, 'return']);
    }
    for (const challenge of [{}, { codeChallenge: 'short' }]) {
      const answer = await start({ return: APP, ...challenge });
      expect([answer.status, answer.body.details?.[0]?.field]).toEqual([400, 'codeChallenge']);
    }
  });
});
