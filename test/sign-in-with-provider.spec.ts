import { createHash } from 'node:crypto';

import type { LoginView } from '../src/contract/views/user.view.js';
import {
  codeToLink,
  exchange,
  EXPIRED,
  fragment,
  IDENTITIES,
  newBrowser,
  provider,
  PUBLIC_URL,
  refused,
  signsIn,
  START,
  stranger,
  useProvider,
} from './support/oidc-provider/sign-ins.js';
import { person } from './support/people.js';
import { call } from './support/person.js';
import { server } from './support/server.js';

const APP = 'org.example.chat:/signed-in';

/** Where a sign-in led while the provider was down. */
let whileAway = '';

useProvider({ OIDC_RETURN_URLS: `${APP}, https://app.example.org/` }, async () => {
  whileAway = await newBrowser().open(START, '');
});

describe('signing in with the provider', () => {
  it('creates an account at the first time and finds it again later, by the id and not by the e-mail', async () => {
    const { id, email, name } = await stranger();
    const first = await signsIn(id);
    expect(first.user).toMatchObject({ email, name });
    expect(Object.keys(first).sort()).toEqual(['expiresAt', 'mediaToken', 'token', 'user']);

    await provider().knows(id, { email: 'another@example.com', email_verified: false });
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
      await provider().forge(forgery);
      expect([what, await errorOf(id)]).toEqual([what, 'auth.provider_failed']);
    }
    await provider().forge(null);
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
