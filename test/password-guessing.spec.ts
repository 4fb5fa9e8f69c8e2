import { createHmac } from 'node:crypto';

import type { KnownNetworks } from '../src/auth/known-networks.js';
import type { LoginView } from '../src/contract/views/user.view.js';
import { upload } from './support/files.js';
import { BEHIND_A_PROXY, callFrom, inParallel, untilThereIsTime } from './support/networks.js';
import { person } from './support/people.js';
import { call, type Person } from './support/person.js';
import { server, useServer } from './support/server.js';
import { JWT_SECRET } from './support/suite-server/start.mjs';

/** The server had the secret of the other tests before. */
const SECRETS = `a newer secret: thirty-two characters and more\n${JWT_SECRET}`;

useServer({ ...BEHIND_A_PROXY, JWT_SECRET: SECRETS });
jest.setTimeout(60_000);

const LIMITED = { status: 429, body: { code: 'rate.limited' } };
const WRONG = { status: 401, body: { code: 'auth.bad_credentials' } };

const guess = (address: string, email: string) =>
  callFrom(address, 'POST', '/api/login', { email, password: 'a wrong guess' });
const signIn = (address: string, { login, password }: Person, headers?: Record<string, string>) =>
  callFrom<never>(address, 'POST', '/api/login', { email: login.user.email, password }, headers);

/** Makes wrong guesses one after the other, the nth from `address(n)`. @returns how many were checked and not refused with 429 */
async function guesses(count: number, email: string, address: (n: number) => string): Promise<number> {
  let through = 0;
  for (let n = 0; n < count; n++) if ((await guess(address(n), email)).status === 401) through++;
  return through;
}

/** Uses up all guesses that an account permits from networks that are new to it. */
const exhaust = (email: string) => guesses(24, email, (n) => `203.0.113.${n}`);

describe('guessing the password of one account', () => {
  it('is refused after ten guesses from one network, also with the right password; another network can sign in', async () => {
    const ada = await person('ada');
    const { email } = ada.login.user;
    const typed = [email, ` ${email}\u00a0`, email.toUpperCase(), `\n${email}`];
    const answers = [];
    for (let n = 0; n < 11; n++) answers.push(await guess('198.51.100.1', typed[n % typed.length] ?? email));

    expect(answers.slice(0, 10).map(({ body }) => body.code)).toEqual(Array(10).fill('auth.bad_credentials'));
    const refused = answers[10]!;
    expect(refused).toMatchObject({ ...LIMITED, body: { params: { limit: 10 } } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await signIn('198.51.100.1', ada)).toMatchObject(LIMITED);
    expect(await signIn('198.51.100.2', ada)).toMatchObject({ status: 200 });
  });

  it('gets the same answers as guessing the password of an account that does not exist', async () => {
    const { email } = (await person('ada')).login.user;
    const answersTo = async (typed: string, address: string) => {
      const answers = [];
      for (let n = 0; n < 12; n++) answers.push(await guess(address, typed));
      return answers.map(({ status, body: { retryAfter, ...body } }) => ({ seen: { status, body }, retryAfter }));
    };
    const [nobody, somebody] = [
      await answersTo('nobody@example.com', '198.51.100.11'),
      await answersTo(email, '198.51.100.12'),
    ];
    expect(nobody.map(({ seen }) => seen)).toEqual(somebody.map(({ seen }) => seen));
    // `retryAfter` counts from the beginning of each series, so the two may differ by the time between them.
    for (const [n, { retryAfter }] of nobody.entries())
      expect(Math.abs((retryAfter ?? 0) - (somebody[n]?.retryAfter ?? 0))).toBeLessThanOrEqual(2);
  });

  it('is refused after twenty guesses over all networks; known devices and known networks can still sign in', async () => {
    const ada = await person('ada');
    const { email } = ada.login.user;
    const phone = (await signIn('198.51.100.20', ada)).body as unknown as LoginView;
    const bearer = { authorization: `Bearer ${phone.token}` };
    await call('POST', '/api/logout', undefined, bearer);

    expect(await exhaust(email)).toBe(20);

    expect(await signIn('192.0.2.1', ada)).toMatchObject(LIMITED);
    expect(await signIn('192.0.2.1', ada, bearer)).toMatchObject({ status: 200 });
    expect(await signIn('198.51.100.20', ada)).toMatchObject({ status: 200 });
    // The network where the account was registered is known, too.
    expect(await signIn('127.0.0.1', ada)).toMatchObject({ status: 200 });
  });

  it('is refused also with a token of somebody else, a media token or an invalid token', async () => {
    const [ada, ben] = [await person('ada'), await person('ben')];
    await exhaust(ada.login.user.email);
    for (const token of [ben.token, ada.login.mediaToken, `${ada.token}x`, 'garbage']) {
      expect(await signIn('192.0.2.2', ada, { authorization: `Bearer ${token}` })).toMatchObject(LIMITED);
    }
    expect(await signIn('192.0.2.2', ada, { authorization: `Bearer ${ada.token}` })).toMatchObject({ status: 200 });
  });

  it('is limited from a known device and a known network, too', async () => {
    const ada = await person('ada');
    const { email } = ada.login.user;
    const withToken = () =>
      callFrom(
        '192.0.2.3',
        'POST',
        '/api/login',
        { email, password: 'a wrong guess' },
        { authorization: `Bearer ${ada.token}` },
      );
    expect(await guesses(12, email, () => '127.0.0.1')).toBe(10);
    const answers = [];
    for (let n = 0; n < 12; n++) answers.push(await withToken());
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(2);
  });

  it('counts the addresses of an IPv6 network as one', async () => {
    const { email } = (await person('ada')).login.user;
    expect(await guesses(12, email, (n) => `2001:db8:1:2::${n}`)).toBe(10);
    expect(await guess('2001:db8:1:2:ffff::1', email)).toMatchObject(LIMITED);
    expect(await guess('2001:db8:1:3::1', email)).toMatchObject(WRONG);
  });
});

describe('many people behind one address', () => {
  /** Creates this many accounts with the password of this person. */
  const pupilsLike = (one: Person, count: number) =>
    server().sql<{ email: string }>(
      `insert into users (id, email, password_hash, name, folded_name)
       select gen_random_uuid(), 'pupil.' || n || '@example.com', u.password_hash, 'pupil', 'pupil'
       from users u, generate_series(1, $2) n where u.id = $1 returning email`,
      [one.id, count],
    );

  it('can all sign in at once, also when a fifth of them mistypes', async () => {
    const teacher = await person('teacher');
    const pupils = await pupilsLike(teacher, 300);
    const school = '198.51.100.40';
    const { password } = teacher;
    const statuses = await inParallel(pupils, pupils.length, async ({ email }) => {
      if (/[05]@/.test(email)) await untilThereIsTime(() => guess(school, email));
      return (await untilThereIsTime(() => callFrom(school, 'POST', '/api/login', { email, password }))).status;
    });
    expect(new Set(statuses)).toEqual(new Set([200]));
  }, 120_000);

  it('cannot guess at all accounts: the server refuses their network, but not other networks or people known there', async () => {
    const ada = await person('ada');
    const network = '198.51.100.50';
    expect((await signIn(network, ada)).status).toBe(200);
    const victims = Array.from({ length: 430 }, (_, n) => `victim.${n}@example.com`);
    const statuses = await inParallel(victims, 20, async (email) => (await guess(network, email)).status);

    const through = statuses.filter((status) => status === 401).length;
    expect(through).toBeGreaterThanOrEqual(400);
    expect(through).toBeLessThan(430);
    // The limit recovers while this runs, so it may permit one more guess.
    const more = await Promise.all(Array.from({ length: 5 }, () => guess(network, 'one.more@example.com')));
    expect(more.map(({ status }) => status)).toContain(429);
    expect(await guess('198.51.100.51', 'one.more@example.com')).toMatchObject(WRONG);
    expect(await signIn(network, ada)).toMatchObject({ status: 200 });
  });
});

describe('a known network', () => {
  it('is stored as a hash that differs for each person; a person has at most the latest ten', async () => {
    const [ada, ben] = [await person('ada'), await person('ben')];
    for (const one of [ada, ben]) await signIn('192.0.2.77', one);
    const known = await server().sql<{ user_id: string; network: Uint8Array }>(
      'select user_id, network from known_networks',
    );
    expect(new Set(known.map(({ network }) => Buffer.from(network).toString('hex'))).size).toBe(4);
    expect(known.map(({ network }) => Buffer.from(network).toString())).not.toContain('192.0.2.77');

    for (let n = 0; n < 12; n++) await signIn(`192.0.2.${100 + n}`, ada);
    const counts = await server().sql('select count(*)::int n from known_networks where user_id = $1', [ada.id]);
    expect(counts).toEqual([{ n: 10 }]);
    await exhaust(ada.login.user.email);
    expect(await signIn('192.0.2.111', ada)).toMatchObject({ status: 200 });
    expect(await signIn('192.0.2.77', ada)).toMatchObject(LIMITED);
  });

  it('is forgotten after ninety days', async () => {
    const ada = await person('ada');
    await signIn('192.0.2.150', ada);
    await server().sql(`update known_networks set seen_at = seen_at - interval '91 days' where user_id = $1`, [ada.id]);
    await server().service<KnownNetworks>('auth/known-networks', 'KnownNetworks').forgetOld();
    await exhaust(ada.login.user.email);
    expect(await signIn('192.0.2.150', ada)).toMatchObject(LIMITED);
  });
});

describe('after the secret was replaced', () => {
  it('a device with an old token and a network that was known before are still known, and nobody is signed out', async () => {
    const ada = await person('ada');
    const signedBefore = (token: string): string => {
      const [, body = ''] = token.split('.');
      const signed = `${Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')}.${body}`;
      return `${signed}.${createHmac('sha256', JWT_SECRET).update(signed).digest('base64url')}`;
    };
    const old = signedBefore(ada.token);
    const bearer = { authorization: `Bearer ${old}` };
    expect((await call('GET', '/api/me', undefined, bearer)).status).toBe(200);
    const media = await upload(ada);
    const address = `/api/media/${media.id}?t=${signedBefore(ada.login.mediaToken)}`;
    expect((await call('GET', address)).status).toBe(200);

    const known = createHmac('sha256', JWT_SECRET).update(`known network of ${ada.id}: 198.51.100.60`).digest('hex');
    await server().sql(`insert into known_networks (user_id, network) values ($1, decode($2, 'hex'))`, [ada.id, known]);
    await exhaust(ada.login.user.email);
    expect(await signIn('192.0.2.60', ada)).toMatchObject(LIMITED);
    expect(await signIn('192.0.2.60', ada, bearer)).toMatchObject({ status: 200 });
    expect(await signIn('198.51.100.60', ada)).toMatchObject({ status: 200 });
  });
});
