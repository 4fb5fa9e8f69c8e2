import type { TwoFactorView } from '../src/contract/views/account.view.js';
import type { LoginView, MyselfView } from '../src/contract/views/user.view.js';
import { codeAt, stepAt } from '../src/auth/two-factor/totp.js';
import { Mailbox, tokenIn } from './support/mails.js';
import { onAnotherDevice, people, person } from './support/people.js';
import { type Answer, call, type Person } from './support/person.js';
import { secure } from './support/second-factor.js';
import { server, useServer } from './support/server.js';

useServer();

const NEW = 'another password';
const signIn = ({ login }: Person, password: string, code?: string): Promise<Answer> =>
  call('POST', '/api/login', { email: login.user.email, password, code });
const statusOf = async (one: Person): Promise<number> => (await one.call('GET', '/api/me')).status;
const refusal = (status: number, code: string) => ({ status, body: { code } });
const WRONG = refusal(403, 'auth.password_wrong');
const DEAD_LINK = refusal(410, 'auth.link_invalid');

/** Asks for the mail with which a password is set anew. @returns its token */
async function forget({ login }: Person): Promise<string> {
  const mails = Mailbox.ofServer();
  expect((await call('POST', '/api/password/forgot', { email: login.user.email })).status).toBe(200);
  return tokenIn(await mails.to(login.user.email, 'Set a new password'));
}
const reset = (token: string, password = NEW) => call('POST', '/api/password/reset', { token, password });

describe('the password', () => {
  it('is changed with the current one: other sessions end, this one stays, and the owner gets a mail', async () => {
    const { ada } = await people('ada');
    const phone = await onAnotherDevice(ada);
    const socket = await phone.connects();
    const link = await forget(ada);
    const change = (current: string) => ada.call('POST', '/api/me/password', { current, password: NEW });
    expect(await change('not the password')).toMatchObject(WRONG);
    expect(await statusOf(phone)).toBe(200);

    const [mails, ended] = [Mailbox.ofServer(), socket.waitFor('session.ended')];
    expect((await change(ada.password)).status).toBe(200);

    await ended;
    expect([await statusOf(ada), await statusOf(phone)]).toEqual([200, 401]);
    expect((await signIn(ada, ada.password)).body.code).toBe('auth.bad_credentials');
    expect((await signIn(ada, NEW)).status).toBe(200);
    expect(await reset(link)).toMatchObject(DEAD_LINK);
    await mails.to(ada.login.user.email, 'password was changed');
  });

  it('is set anew with a link that works once, within an hour, and ends all sessions', async () => {
    const ada = await person('ada');
    const [late, token] = [await forget(ada), await forget(ada)];
    await server().sql(`update one_time_links set expires_at = now() where hash = sha256($1)`, [Buffer.from(late)]);
    for (const useless of [late, `${token}x`, 'x', token.slice(1)])
      expect(await reset(useless)).toMatchObject(DEAD_LINK);
    expect(await statusOf(ada)).toBe(200);

    const answers = await Promise.all([1, 2, 3].map(() => reset(token)));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
    expect(await statusOf(ada)).toBe(401);
    expect((await signIn(ada, ada.password)).status).toBe(401);
    const again = await signIn(ada, NEW);
    expect(again.status).toBe(200);
    const { token: bearer } = again.body as unknown as LoginView;
    const me = await call<MyselfView>('GET', '/api/me', undefined, { authorization: `Bearer ${bearer}` });
    expect(me.body.data.emailVerified).toBe(true);
  });

  it('that was forgotten: the answer is the same for an address without an account, which gets no mail', async () => {
    const ada = await person('ada');
    const mails = Mailbox.ofServer();
    const unknown = await call('POST', '/api/password/forgot', { email: 'nobody@example.com' });
    const known = await call('POST', '/api/password/forgot', { email: ` ${ada.login.user.email.toUpperCase()}` });
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    await mails.to(ada.login.user.email, 'Set a new password');
    expect(mails.all('nobody@example.com')).toEqual([]);
  });
});

describe('the e-mail', () => {
  it('is verified with a link, which registration and a call send', async () => {
    const mails = Mailbox.ofServer();
    const ada = await person('ada');
    const first = tokenIn(await mails.to(ada.login.user.email, 'Confirm your e-mail'));
    const isVerified = async () => (await ada.does<MyselfView>('GET', '/api/me')).emailVerified;
    expect(await isVerified()).toBe(false);
    const again = Mailbox.ofServer();
    await ada.does('POST', '/api/me/email/verification');
    await again.to(ada.login.user.email, 'Confirm your e-mail');

    expect(await call('POST', '/api/email/verify', { token: await forget(ada) })).toMatchObject(DEAD_LINK);
    expect((await call('POST', '/api/email/verify', { token: first })).status).toBe(200);
    expect(await isVerified()).toBe(true);
    expect(await call('POST', '/api/email/verify', { token: first })).toMatchObject(DEAD_LINK);
  });

  it('is changed when the new address is confirmed; the address before gets a notice, and its links end', async () => {
    const [ada, ben] = [await person('ada'), await person('ben')];
    const [before, after] = [ada.login.user.email, 'ada.new@example.com'];
    const change = (email: string, password = ada.password) => ada.call('POST', '/api/me/email', { email, password });
    expect(await change(after, 'not the password')).toMatchObject(WRONG);
    const old = await forget(ada);

    const mails = Mailbox.ofServer();
    const [free, taken] = [await change(' Ada.New@example.com'), await change(ben.login.user.email)];
    expect([free.status, free.body]).toEqual([taken.status, taken.body]);
    await mails.to(before, 'about to change');
    await mails.to(ben.login.user.email, 'has an account already');
    expect((await signIn(ada, ada.password)).status).toBe(200);
    const token = tokenIn(await mails.to(after, 'Confirm your e-mail'));
    expect((await call('POST', '/api/email/verify', { token })).status).toBe(200);

    expect((await call('POST', '/api/login', { email: before, password: ada.password })).status).toBe(401);
    expect((await call('POST', '/api/login', { email: after, password: ada.password })).status).toBe(200);
    expect(await ada.does<MyselfView>('GET', '/api/me')).toMatchObject({ email: after, emailVerified: true });
    expect(await reset(old)).toMatchObject(DEAD_LINK);
  });
});

describe('the second factor', () => {
  it('is needed at sign-in once a code has confirmed it; each code works once', async () => {
    const ada = await person('ada');
    const [path, mails] = ['/api/me/two-factor', Mailbox.ofServer()];
    expect(await ada.call('POST', `${path}/confirm`, { code: '123456' })).toMatchObject(
      refusal(409, 'auth.second_factor_off'),
    );
    expect(await ada.call('POST', path, { password: 'not the password' })).toMatchObject(WRONG);
    await ada.does('POST', path, { password: ada.password });
    expect(await ada.call('POST', `${path}/confirm`, { code: 'abcdef' })).toMatchObject(
      refusal(403, 'auth.second_factor_wrong'),
    );
    expect((await signIn(ada, ada.password)).status).toBe(200);

    const { secret } = await secure(ada);
    await mails.to(ada.login.user.email, 'Two-factor sign-in is on');
    expect(await ada.call('POST', path, { password: ada.password })).toMatchObject(
      refusal(409, 'auth.second_factor_on'),
    );
    expect(await ada.does<TwoFactorView>('GET', path)).toEqual({ enabled: true, recoveryCodesLeft: 10 });

    expect(await signIn(ada, ada.password)).toMatchObject(refusal(401, 'auth.second_factor_required'));
    expect(await signIn(ada, 'not the password', codeAt(secret, stepAt(Date.now())))).toMatchObject({ status: 401 });
    expect(await signIn(ada, ada.password, 'abcdef')).toMatchObject(refusal(403, 'auth.second_factor_wrong'));
    const code = codeAt(secret, stepAt(Date.now()));
    const atOnce = await Promise.all(
      [1, 2, 3].map(() => signIn(ada, ada.password, `${code.slice(0, 3)} ${code.slice(3)}`)),
    );
    expect(atOnce.map(({ status }) => status).sort()).toEqual([200, 403, 403]);

    const [row] = await server().sql<{ secret: Uint8Array }>('select secret from two_factors');
    expect(Buffer.from(row!.secret).includes(secret)).toBe(false);
  });

  it('has ten recovery codes, each for one sign-in, and stays on when the password is set anew', async () => {
    const ada = await person('ada');
    const { recoveryCodes } = await secure(ada);
    expect(new Set(recoveryCodes).size).toBe(10);
    const [first = '', second = '', third = ''] = recoveryCodes;
    expect((await signIn(ada, ada.password, first)).status).toBe(200);
    expect(await signIn(ada, ada.password, first)).toMatchObject(refusal(403, 'auth.second_factor_wrong'));
    expect(await ada.does<TwoFactorView>('GET', '/api/me/two-factor')).toEqual({ enabled: true, recoveryCodesLeft: 9 });

    await reset(await forget(ada));
    expect(await signIn(ada, NEW)).toMatchObject(refusal(401, 'auth.second_factor_required'));
    const again = await signIn(ada, NEW, second.toUpperCase().replaceAll('-', ' '));
    expect(again.status).toBe(200);

    const { token } = again.body as unknown as LoginView;
    const remove = (body: object) => call('DELETE', '/api/me/two-factor', body, { authorization: `Bearer ${token}` });
    expect(await remove({ password: ada.password, code: third })).toMatchObject(WRONG);
    expect(await remove({ password: NEW, code: first })).toMatchObject(refusal(403, 'auth.second_factor_wrong'));
    expect((await remove({ password: NEW, code: third })).status).toBe(200);
    expect(await remove({ password: NEW, code: third })).toMatchObject(refusal(409, 'auth.second_factor_off'));
    expect((await signIn(ada, NEW)).status).toBe(200);
  });
});
