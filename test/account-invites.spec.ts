import { randomUUID } from 'node:crypto';

import type { AccountInviteView, NewAccountInviteView } from '../src/contract/views/invite.view.js';
import type { LoginView } from '../src/contract/views/user.view.js';
import { BEHIND_A_PROXY, callFrom, untilThereIsTime } from './support/networks.js';
import { call, Person } from './support/person.js';
import { server, useServer } from './support/server.js';
import { OPERATOR_TOKEN } from './support/suite-server/start.mjs';

const GUESSES = 8;
useServer({
  ...BEHIND_A_PROXY,
  REGISTRATION: 'invite',
  REGISTRATIONS_PER_HOUR: '1',
  GUESSES_PER_ADDRESS: String(GUESSES),
  GUESSES_PER_ACCOUNT: '6',
});

const PASSWORD = 'a password for tests';
const MACHINE = { authorization: `Bearer ${OPERATOR_TOKEN}` };
const INVALID = { status: 403, body: { code: 'auth.invite_invalid' } };
const LIMITED = { status: 429, body: { code: 'rate.limited' } };

const account = (invite?: string) => ({
  email: `${randomUUID()}@example.com`,
  password: PASSWORD,
  name: 'new',
  invite,
});
const registers = (invite?: string, address = '203.0.113.1') =>
  callFrom(address, 'POST', '/api/register', account(invite));

async function invites(wanted: object = {}, headers: Record<string, string> = MACHINE): Promise<NewAccountInviteView> {
  const answer = await call<NewAccountInviteView>('POST', '/api/invites', wanted, headers);
  expect(answer.status).toBe(201);
  return answer.body.data;
}

const listed = async () => (await call<AccountInviteView[]>('GET', '/api/invites', undefined, MACHINE)).body.data;

async function newPerson(): Promise<Person> {
  const { body } = await registers((await invites()).code);
  return new Person('new', body as unknown as LoginView, PASSWORD);
}

describe('a server that requires invites', () => {
  it('says so, and refuses people without a valid one', async () => {
    expect((await call('GET', '/api/sign-in')).body.data).toMatchObject({ registration: 'invite' });
    expect(await registers()).toMatchObject({ status: 403, body: { code: 'auth.invite_required' } });
    expect(await registers('no such code')).toMatchObject(INVALID);
  });

  it('creates as many accounts as an invite permits, also when twenty people use it at once', async () => {
    const { code, ...invite } = await invites({ uses: 3, expiresIn: 3600, note: 'for three' });
    expect(invite).toMatchObject({ uses: 3, used: 0, note: 'for three', createdBy: null });
    expect(Date.parse(invite.expiresAt) - Date.parse(invite.createdAt)).toBe(3_600_000);

    const addresses = Array.from({ length: 20 }, (_, n) => `203.0.113.${100 + n}`);
    const answers = await Promise.all(addresses.map((address) => untilThereIsTime(() => registers(code, address))));

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    for (const answer of answers.filter(({ status }) => status !== 201)) expect(answer).toMatchObject(INVALID);
    expect(await listed()).toEqual([{ ...invite, used: 3 }]);
    expect(await server().sql('select count(*)::int n from users')).toEqual([{ n: 3 }]);
  });

  it('does not count a registration that fails, and limits no network that has valid invites', async () => {
    const { code } = await invites({ uses: 4 });
    const taken = account(code);
    const registered = await Promise.all([1, 2, 3].map(() => callFrom('203.0.113.2', 'POST', '/api/register', taken)));
    expect(registered.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await listed()).toMatchObject([{ used: 1 }]);
    for (let n = 0; n < 3; n++) expect((await registers(code, '203.0.113.2')).status).toBe(201);
  });

  it('accepts no expired and no revoked invite', async () => {
    const [expired, revoked, other] = [await invites({ uses: 9 }), await invites({ uses: 9 }), await invites()];
    await server().sql('update account_invites set expires_at = now() where id = $1', [expired.id]);
    for (const place of [revoked.code, revoked.id])
      expect(await call('DELETE', `/api/invites/${place}`, undefined, MACHINE)).toMatchObject({ status: 200 });

    for (const { code } of [expired, revoked]) expect(await registers(code, '203.0.113.3')).toMatchObject(INVALID);
    expect((await listed()).map(({ id }) => id)).toEqual([other.id]);
    const codes = await server().sql<{ codes: string }>('select string_agg(i::text, $1) codes from account_invites i', [
      '',
    ]);
    expect(codes[0]?.codes).not.toContain(other.code);
    for (const id of [randomUUID(), 'none'])
      expect(await call('DELETE', `/api/invites/${id}`, undefined, MACHINE)).toMatchObject({ status: 404 });
  });
});

describe('account invites', () => {
  it('are for operators only, and what they do is in the audit log', async () => {
    const [ada, ben] = [await newPerson(), await newPerson()];
    const [{ id }] = [await invites()];
    const calls = [
      ['POST', '/api/invites', {}] as const,
      ['GET', '/api/invites'] as const,
      ['DELETE', `/api/invites/${id}`] as const,
    ];
    for (const [method, path, body] of calls) {
      expect(await call(method, path, body)).toMatchObject({ status: 401, body: { code: 'auth.token_missing' } });
      expect(await ben.call(method, path, body)).toMatchObject({ status: 401, body: { code: 'auth.token_invalid' } });
    }
    await server().sql(`update users set role = 'operator' where id = $1`, [ada.id]);
    const made = await ada.does<NewAccountInviteView>('POST', '/api/invites', { uses: 2 });
    expect(made).toMatchObject({ createdBy: ada.id });
    expect(await ada.does('GET', '/api/invites?limit=1')).toMatchObject([{ id: made.id }]);
    await ada.does('DELETE', `/api/invites/${made.id}`);
    const rows = 'select action, actor_kind, actor_id, details from audit_log where target_id = $1 order by seq';
    const acts = await server().sql<{ action: string; details: object }>(rows, [made.id]);
    expect(acts).toMatchObject([{ action: 'invite.created' }, { action: 'invite.revoked', actor_id: ada.id }]);
    expect(JSON.stringify(acts)).not.toContain(made.code);
  });
});

describe('guessing', () => {
  it('an invite is refused after some wrong codes from one network; from there even a right one, elsewhere not', async () => {
    const { code } = await invites({ uses: 2 });
    for (let n = 0; n < GUESSES; n++) expect(await registers(`guess ${n}`, '198.51.100.70')).toMatchObject(INVALID);
    for (const guess of ['one more', code]) expect(await registers(guess, '198.51.100.70')).toMatchObject(LIMITED);
    expect((await registers(code, '198.51.100.71')).status).toBe(201);
  });

  it('the token of operators is refused after some wrong ones from one network; sessions are not', async () => {
    const ada = await newPerson();
    await server().sql(`update users set role = 'operator' where id = $1`, [ada.id]);
    const list = (token: string, address = '198.51.100.80') =>
      callFrom(address, 'GET', '/api/invites', undefined, { authorization: `Bearer ${token}` });
    for (let n = 0; n < GUESSES; n++) expect(await list(`guess ${n}`)).toMatchObject({ status: 401 });
    for (const token of ['one more', OPERATOR_TOKEN]) expect(await list(token)).toMatchObject(LIMITED);
    expect((await list(ada.token)).status).toBe(200);
    expect((await list(OPERATOR_TOKEN, '198.51.100.81')).status).toBe(200);
  });

  it('a password is allowed as often as the settings say', async () => {
    const { email } = (await newPerson()).login.user;
    const guess = (n: number) => callFrom(`192.0.2.${n}`, 'POST', '/api/login', { email, password: 'a wrong guess' });
    const statuses = [];
    for (const n of [1, 1, 1, 1, 2, 2, 2, 3]) statuses.push((await guess(n)).status);
    expect(statuses).toEqual([401, 401, 401, 429, 401, 401, 401, 429]);
  });
});
