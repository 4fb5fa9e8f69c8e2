import { createHmac } from 'node:crypto';

import { problemOf } from './support/contract-problems.js';
import { TestSocket } from './support/test-socket.js';
import { person } from './support/people.js';
import { call, type Person } from './support/person.js';
import { server, useServer } from './support/server.js';
import { JWT_SECRET } from './support/suite-server/start.mjs';

useServer();

const SOON = (): number => Math.floor(Date.now() / 1000) + 60;

/** Signs any claims with the server's own secret. */
function forge(
  claims: object,
  { algorithm = 'HS256', issuer = 'parley', audience = 'parley-api' }: Record<string, string> = {},
): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const iat = Math.floor(Date.now() / 1000);
  const signed = `${part({ alg: algorithm, typ: 'JWT' })}.${part({ iat, iss: issuer, aud: audience, ...claims })}`;
  const hmac = createHmac(algorithm.replace('HS', 'sha'), JWT_SECRET);
  return `${signed}.${hmac.update(signed).digest('base64url')}`;
}

function claimsOf(one: Person): { sub: string; sid: string } {
  return JSON.parse(Buffer.from(one.token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string; sid: string };
}

const withHeader = (authorization: string, query = '') => call('GET', `/api/me${query}`, undefined, { authorization });

it('the server accepts a token if it has signed it, with its algorithm, for this use, and the session exists', async () => {
  const ada = await person('ada');
  const { sub, sid } = claimsOf(ada);
  const [head = '', body = '', signature = ''] = ada.token.split('.');
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  const invalid: Record<string, string> = {
    'no token': 'x',
    'three dots': '...',
    'alg none': `${none}.${body}.`,
    'alg none, signed': `${none}.${body}.${signature}`,
    'no signature': `${head}.${body}.`,
    'another signature': `${head}.${body}.${signature.slice(0, -4)}AAAA`,
    'another algorithm': forge({ sub, sid, exp: SOON() }, { algorithm: 'HS512' }),
    'another issuer': forge({ sub, sid, exp: SOON() }, { issuer: 'x' }),
    'another audience': forge({ sub, sid, exp: SOON() }, { audience: 'x' }),
    'a media token': ada.login.mediaToken,
    'no end': forge({ sub, sid }),
    'no session': forge({ sub, exp: SOON() }),
    'no person': forge({ sid, exp: SOON() }),
    'very long': 'x'.repeat(8_000),
  };

  expect((await withHeader(`Bearer ${forge({ sub, sid, exp: SOON() })}`)).status).toBe(200);
  for (const [what, token] of Object.entries(invalid)) {
    const answer = await withHeader(`Bearer ${token}`);
    expect([what, answer.status, answer.body.code]).toEqual([what, 401, 'auth.token_invalid']);
    expect(problemOf(answer)).toBeNull();
  }
  const revoked = { 'no such session': { sub, sid: sub }, 'session of no id': { sub, sid: 'x' } };
  for (const [what, claims] of Object.entries(revoked)) {
    const answer = await withHeader(`Bearer ${forge({ ...claims, exp: SOON() })}`);
    expect([what, answer.status, answer.body.code]).toEqual([what, 401, 'auth.session_revoked']);
  }
  expect((await withHeader(`Bearer ${forge({ sub, sid, exp: 1 })}`)).body.code).toBe('auth.token_expired');
});

it('the server accepts a token in the Authorization header only', async () => {
  const ada = await person('ada');
  for (const name of ['token', 'access_token', 'auth', 't']) {
    const answer = await call('GET', `/api/me?${name}=${ada.token}`);
    expect([name, answer.status, answer.body.code]).toEqual([name, 401, 'auth.token_missing']);
  }
  for (const header of ['', 'Bearer', `Basic ${ada.token}`, ada.token, `Bearer${ada.token}`]) {
    expect((await withHeader(header, `?token=${ada.token}`)).body.code).toMatch(/^auth\.token_(missing|invalid)$/);
  }
  expect((await withHeader(`bearer ${ada.token}`)).status).toBe(200);
});

it('the server refuses a token whose person or session was deleted', async () => {
  const [ada, ben] = [await person('ada'), await person('ben')];
  expect((await withHeader(`Bearer ${ben.token}`)).status).toBe(200);
  await server().sql('delete from users where id = $1', [ada.id]);

  expect((await withHeader(`Bearer ${ada.token}`)).body.code).toBe('auth.session_revoked');
  await ben.does('POST', '/api/logout');
  expect((await withHeader(`Bearer ${ben.token}`)).body.code).toBe('auth.session_revoked');
});

/** Milliseconds by which a busy machine may be late. A check once in ten seconds would be later than that. */
const TOLERANCE_MS = 3_000;

/** A ready socket of this person, whose token expires in two to three seconds. */
async function expiresSoon(one: Person) {
  const expiry = Math.floor(Date.now() / 1000 + 3) * 1000;
  const { sub, sid } = claimsOf(one);
  const token = forge({ sub, sid, exp: expiry / 1000 });
  return { socket: await TestSocket.open(server().live.url, token), expiry, token };
}

const ended = (socket: TestSocket): Promise<string> =>
  new Promise((resolve) => socket.client.once('disconnect', resolve));

describe('a connection ends the moment its token expires', () => {
  it('for a socket that only listens', async () => {
    const { socket, expiry } = await expiresSoon(await person('ada'));
    const closed = ended(socket);

    expect(await socket.waitFor('session.ended')).toEqual({ code: 'auth.token_expired' });
    expect(Date.now()).toBeGreaterThanOrEqual(expiry);
    expect(Date.now()).toBeLessThan(expiry + TOLERANCE_MS);
    expect(await closed).toBe('io server disconnect');
  });

  it('for a socket that sends all the time, and REST refuses the token as well', async () => {
    const ada = await person('ada');
    const chat = await ada.opensChatWith(await person('ben'));
    const { socket, expiry, token } = await expiresSoon(ada);
    const closed = ended(socket);

    const codes = new Set<string | undefined>();
    while (socket.client.connected) {
      const answer = await socket.request('message.send', { chatId: chat.id, message: 'still here' }).catch(() => null);
      if (answer) codes.add(answer.status === 'error' ? answer.code : undefined);
    }
    expect(await closed).toBe('io server disconnect');
    expect(socket.all('session.ended')).toEqual([{ code: 'auth.token_expired' }]);
    codes.delete('auth.token_expired'); // an event gets this if it arrives after the expiry and before the timer fires
    expect([...codes]).toEqual([undefined]);
    const [last] = await ada.sees(chat);
    expect(Date.parse(last?.createdAt ?? '')).toBeLessThan(expiry + TOLERANCE_MS);
    const answer = await ada.call('GET', '/api/me', undefined, { authorization: `Bearer ${token}` });
    expect(answer).toMatchObject({ status: 401, body: { code: 'auth.token_expired' } });
  });
});
