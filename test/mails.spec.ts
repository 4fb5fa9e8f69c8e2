import { codeAt, stepAt } from '../src/auth/two-factor/totp.js';
import type { RecoveryCodesView, TwoFactorSecretView } from '../src/contract/views/account.view.js';
import type { LoginView } from '../src/contract/views/user.view.js';
import { fromBase32 } from './support/base32.js';
import { MailServer } from './support/mail-server.js';
import { Mailbox, tokenIn } from './support/mails.js';
import { BEHIND_A_PROXY, callFrom } from './support/networks.js';
import { call } from './support/person.js';
import { server, TestServer, useServerFrom } from './support/server.js';

const mailServer = new MailServer();
const { trouble } = mailServer;

useServerFrom(async () => {
  const mail = { ...(await mailServer.listen()), PUBLIC_URL: 'https://chat.example.org' };
  return TestServer.start({ ...BEHIND_A_PROXY, ...mail });
});
afterAll(() => mailServer.close());

const mails = Mailbox.of(mailServer.received);
const PASSWORD = 'a password for tests';
const registers = (email: string, password = PASSWORD) =>
  call('POST', '/api/register', { email, password, name: 'new' });
const signsIn = (email: string, password = PASSWORD) => call('POST', '/api/login', { email, password });

async function account(email: string): Promise<LoginView> {
  await registers(email);
  await call('POST', '/api/email/verify', { token: tokenIn(await mails.to(email, 'Finish your registration')) });
  return (await signsIn(email)).body as unknown as LoginView;
}

/** Switches the second factor of somebody on. @returns their recovery codes */
async function secured(owner: Record<string, string>): Promise<string[]> {
  const path = '/api/me/two-factor';
  const begun = await call<TwoFactorSecretView>('POST', path, { password: PASSWORD }, owner);
  const code = codeAt(fromBase32(begun.body.data.secret), stepAt(Date.now()));
  return (await call<RecoveryCodesView>('POST', `${path}/confirm`, { code }, owner)).body.data.recoveryCodes;
}

describe('with a mail server', () => {
  it('a registration answers the same whether or not the address has an account, and the mail says which', async () => {
    const ada = 'ada@example.com';
    const first = await registers(ada);
    expect([first.status, first.body]).toEqual([202, { status: 'success' }]);
    const mail = await mails.to(ada, 'Finish your registration');
    expect(mail.text).toContain('https://chat.example.org/#/confirm-email/');
    expect((await signsIn(ada)).body.code).toBe('auth.bad_credentials');

    const token = tokenIn(mail);
    const uses = await Promise.all([1, 2].map(() => call('POST', '/api/email/verify', { token })));
    expect(uses.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect((await signsIn(ada)).status).toBe(200);

    const second = await registers(ada, 'the password of somebody else');
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect([...second.headers.keys()]).toEqual([...first.headers.keys()]);
    await mails.to(ada, 'You have an account already');
    expect((await signsIn(ada, 'the password of somebody else')).status).toBe(401);
    expect(await server().sql('select 1 from one_time_links')).toEqual([]);
  });

  it('a mail that it refuses for now is sent again, and one that it refuses for good is not', async () => {
    trouble.busy = 1;
    await registers(trouble.unknown);
    await registers('patient@example.com');
    expect((await mails.to('patient@example.com', 'Finish your registration')).text).toContain('works once');
    expect(mails.all(trouble.unknown)).toEqual([]);
  });

  it('an address gets at most a few mails, with the same answer; a network may ask for thirty', async () => {
    const { user } = await account('cleo@example.com');
    const asks = (address: string) => callFrom(address, 'POST', '/api/password/forgot', { email: user.email });
    const answers = [];
    for (let n = 0; n < 33; n++) answers.push(await asks('198.51.100.9'));
    expect(answers.slice(0, 30).map(({ status }) => status)).toEqual(Array(30).fill(200));
    expect(answers.at(-1)).toMatchObject({ status: 429, body: { code: 'rate.limited' } });
    expect((await asks('198.51.100.10')).status).toBe(200);
    await account('later@example.com');
    expect(mails.all(String(user.email)).length).toBeLessThanOrEqual(5);
  });
});

describe('guesses', () => {
  it('of links are refused after thirty from one network, and a good link still works elsewhere', async () => {
    const guess = (address: string, token: string) =>
      callFrom(address, 'POST', '/api/password/reset', { token, password: PASSWORD });
    const statuses = [];
    for (let n = 0; n < 33; n++) statuses.push((await guess('198.51.100.20', `guess ${n}`)).status);
    expect(statuses.filter((status) => status === 410).length).toBeGreaterThanOrEqual(30);
    expect(statuses.filter((status) => status === 410).length).toBeLessThan(33);
    const { user } = await account('dora@example.com');
    await call('POST', '/api/password/forgot', { email: user.email });
    const token = tokenIn(await mails.to(String(user.email), 'Set a new password'));
    expect((await guess('198.51.100.21', token)).status).toBe(200);
  });

  it('of codes are refused after ten by somebody who knows the password; the owner signs in from a known device', async () => {
    const { token, user } = await account('eve@example.com');
    const owner = { authorization: `Bearer ${token}` };
    const [code = ''] = await secured(owner);
    const guess = (address: string, typed: string, headers = {}) =>
      callFrom(address, 'POST', '/api/login', { email: user.email, password: PASSWORD, code: typed }, headers);
    const found = [];
    for (let n = 0; n < 12; n++) found.push((await guess(`203.0.113.${n}`, 'abcdef')).body.code);
    expect(found).toEqual([
      ...Array<string>(10).fill('auth.second_factor_wrong'),
      ...Array<string>(2).fill('rate.limited'),
    ]);
    expect(await guess('203.0.113.99', code)).toMatchObject({ status: 429 });
    expect(await guess('203.0.113.99', code, owner)).toMatchObject({ status: 200 });
    // The password alone does not make a network a known one.
    const known = await server().sql('select 1 from known_networks where user_id = $1', [user.id]);
    expect(known).toHaveLength(2);
  });
});
