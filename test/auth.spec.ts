import type { LoginView, MeView } from '../src/contract/views/user.view.js';
import { onAnotherDevice, person } from './support/people.js';
import { call, type Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer();

const register = (account: object) => call('POST', '/api/register', account);
const login = (credentials: object) => call('POST', '/api/login', credentials);

/** The status of a call with the token of this person: 200 while their session is valid, 401 afterwards. */
const statusOf = async (one: Person): Promise<number> => (await one.call('GET', '/api/me')).status;

const INVALID = { status: 400, body: { code: 'request.invalid' } };

describe('an account', () => {
  it('can be registered; login accepts only its own password', async () => {
    const account = { email: 'Ada@Example.com', password: 'eight888', name: 'Ada' };
    const registered = await register(account);
    const signedIn = await login({ email: 'ada@example.COM', password: account.password });

    expect([registered.status, signedIn.status]).toEqual([201, 200]);
    const { token, expiresAt, user } = signedIn.body as unknown as LoginView;
    expect(Object.keys(signedIn.body).sort()).toEqual(['expiresAt', 'mediaToken', 'token', 'user']);
    expect(Object.keys(registered.body).sort()).toEqual(Object.keys(signedIn.body).sort());
    expect(user).toMatchObject({ name: 'Ada', avatar: null, email: 'ada@example.com', plan: 'free' });
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());

    const me = await call<MeView>('GET', '/api/me', undefined, { authorization: `Bearer ${token}` });
    expect(me.body.data).toMatchObject(user);
    expect(JSON.stringify([registered.body, signedIn.body, me.body])).not.toMatch(/password|argon/i);
    expect(await login({ ...account, password: 'eight889' })).toMatchObject({ status: 401 });
  });

  it('shows its owner the status that they set, until the next login sets it to online', async () => {
    const ada = await person('ada');
    const intent = async () => (await ada.does<MeView>('GET', '/api/me')).status;
    expect([ada.login.user.status, await intent()]).toEqual(['online', 'online']);

    await ada.does('POST', `/api/users/${ada.id}/set-status/offline`);
    const renamed = await ada.does<MeView>('PATCH', '/api/me', { name: 'Ada L.' });
    const refreshed = (await ada.call('POST', '/api/refresh')).body as unknown as LoginView;
    expect([await intent(), renamed.status, refreshed.user.status]).toEqual(['offline', 'offline', 'offline']);

    const { user } = (await login({ email: ada.login.user.email, password: ada.password }))
      .body as unknown as LoginView;
    expect([user.status, await intent()]).toEqual(['online', 'online']);
  });

  it('cannot be detected with a wrong password: login answers the same for an unknown e-mail', async () => {
    const { email } = (await person('ada')).login.user;

    const wrong = await login({ email, password: 'a wrong guess' });
    const unknown = await login({ email: 'nobody@example.com', password: 'a wrong guess' });

    expect(wrong).toMatchObject({ status: 401, body: { code: 'auth.bad_credentials' } });
    expect(JSON.stringify([unknown.status, unknown.body])).toBe(JSON.stringify([wrong.status, wrong.body]));
    expect([...unknown.headers.keys()]).toEqual([...wrong.headers.keys()]);
  });

  it('is unique per e-mail, whatever the letter case, also when three registrations arrive at once', async () => {
    const account = { email: 'ada@example.com', password: 'eight888', name: 'Ada' };
    const taken = { status: 409, body: { code: 'auth.email_taken' } };

    const atOnce = await Promise.all([1, 2, 3].map(() => register(account)));

    expect(atOnce.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await register(account)).toMatchObject(taken);
    expect(await register({ ...account, email: 'ADA@Example.COM' })).toMatchObject(taken);
    expect(await register({ ...account, email: 'ben@example.com' })).toMatchObject({ status: 201 });
  });

  it('is unique per e-mail, whatever its Unicode form and the blanks around it', async () => {
    const account = { email: ' Zoë@bücher.example\n', password: 'eight888', name: 'Zoë' };
    const forms = [
      'zoë@bücher.example',
      ' ZOË@bücher.example ',
      'zoë@bücher.example\u00a0',
      '\tzoë@bücher.example\u200b',
    ];
    const registered = await register(new URLSearchParams(account));
    expect(registered).toMatchObject({ status: 201, body: { user: { email: 'zoë@bücher.example' } } });

    for (const email of forms.flatMap((form) => [form, form.normalize('NFD')])) {
      expect(await register({ ...account, email })).toMatchObject({ status: 409, body: { code: 'auth.email_taken' } });
      expect((await login({ ...account, email })).body).toMatchObject({ user: { email: 'zoë@bücher.example' } });
      expect(await login({ ...account, email, password: 'eight889' })).toMatchObject({ status: 401 });
    }
    for (const email of ['zo ë@bücher.example', 'zoë@ bücher.example', ' ', '\u200b']) {
      expect(await login({ ...account, email })).toMatchObject(INVALID);
    }
  });

  it('accepts its e-mail in either Unicode form; two stored e-mails that differ only in form each need their own', async () => {
    const rows: [stored: string, password: string][] = [
      ['zoë@example.com', 'composed'],
      ['rené@example.com', 'composed, one of two'],
      ['rene\u0301@example.com', 'decomposed, one of two'],
      ['ada@example.com\u200b', 'behind it something invisible'],
    ];
    for (const [n, [email, password]] of rows.entries()) {
      await register({ email: `new.${n}@example.com`, password, name: 'old' });
      await server().sql('update users set email = $1 where email = $2', [email, `new.${n}@example.com`]);
    }
    const loginStatus = async (email: string, password: string) => (await login({ email, password })).status;

    for (const [email, password] of rows) expect([email, await loginStatus(email, password)]).toEqual([email, 200]);
    expect(await loginStatus('zoe\u0308@example.com', 'composed')).toBe(200);
    expect(await loginStatus('ZOË@example.com'.normalize('NFD'), 'composed')).toBe(200);
    expect(await loginStatus('rené@example.com', 'decomposed, one of two')).toBe(401);
    expect(await loginStatus('rene\u0301@example.com', 'composed, one of two')).toBe(401);
    expect(await loginStatus('ada@example.com', 'behind it something invisible')).toBe(401);
    expect(await register({ email: 'zoe\u0308@example.com', password: 'eight888', name: 'new' })).toMatchObject({
      status: 409,
    });
  });

  it('needs a password of 8 to 256 characters; login accepts 3 to 256, as documented', async () => {
    const account = { email: 'ada@example.com', name: 'Ada' };
    const { email } = account;

    for (const password of ['seven77', 'x'.repeat(257), '', null, 12345678, ['eight888']]) {
      expect(await register({ ...account, password })).toMatchObject(INVALID);
    }
    expect(await register({ ...account, password: 'x'.repeat(256) })).toMatchObject({ status: 201 });
    expect(await login({ email, password: 'x'.repeat(256) })).toMatchObject({ status: 200 });
    expect(await login({ email, password: 'xyz' })).toMatchObject({ status: 401 });
    for (const password of ['xy', 'x'.repeat(257), undefined])
      expect(await login({ email, password })).toMatchObject(INVALID);
  });

  it('needs a valid e-mail and a name of at most 80 characters', async () => {
    const account = { email: 'ada@example.com', password: 'eight888', name: 'Ada' };

    for (const email of ['ada', 'ada@', '', null, `${'a'.repeat(250)}@x.de`]) {
      const refused = { ...INVALID.body, details: [{ field: 'email' }] };
      expect((await register({ ...account, email })).body).toMatchObject(refused);
      expect((await login({ email, password: 'xyz' })).body).toMatchObject(refused);
    }
    for (const name of ['', 'x'.repeat(81), null]) expect(await register({ ...account, name })).toMatchObject(INVALID);
    expect(await register({ ...account, name: '👩‍👩‍👧‍👦'.repeat(11) })).toMatchObject({ status: 201 });
  });

  it('can be renamed by its owner', async () => {
    const ada = await person('ada');

    expect(await ada.does('PATCH', '/api/me', { name: 'Ada L.' })).toMatchObject({ id: ada.id, name: 'Ada L.' });
    expect(await ada.does('GET', '/api/me')).toMatchObject({ name: 'Ada L.', email: ada.login.user.email });
    for (const name of ['', undefined, 'x'.repeat(81)]) {
      expect(await ada.call('PATCH', '/api/me', { name })).toMatchObject(INVALID);
    }
    expect(await call('PATCH', '/api/me', { name: 'Eve' })).toMatchObject({ body: { code: 'auth.token_missing' } });
  });
});

describe('a session', () => {
  it('ends with its logout; other sessions of the person do not end', async () => {
    const laptop = await person('ada');
    const phone = await onAnotherDevice(laptop);
    expect([await statusOf(laptop), await statusOf(phone)]).toEqual([200, 200]);

    expect((await phone.call('POST', '/api/logout')).body).toEqual({ status: 'success' });

    expect([await statusOf(laptop), await statusOf(phone)]).toEqual([200, 401]);
    for (const path of ['/api/logout', '/api/refresh']) {
      expect(await phone.call('POST', path)).toMatchObject({ status: 401, body: { code: 'auth.session_revoked' } });
    }
  });

  it('can be refreshed: the old and the new token are valid until the session ends', async () => {
    const ada = await person('ada');
    const answer = await ada.call('POST', '/api/refresh');
    const renewed = { authorization: `Bearer ${(answer.body as unknown as LoginView).token}` };
    const statusNow = async () => (await call('GET', '/api/me', undefined, renewed)).status;

    expect(answer).toMatchObject({ status: 200, body: { user: ada.login.user } });
    expect([await statusNow(), await statusOf(ada)]).toEqual([200, 200]);
    await call('POST', '/api/logout', undefined, renewed);
    expect([await statusNow(), await statusOf(ada)]).toEqual([401, 401]);
  });

  it('ends when the account is deleted', async () => {
    const ada = await person('ada');
    const ben = await person('ben');
    await server().sql('delete from users where id = $1', [ada.id]);
    const { email } = ada.login.user;

    expect(await login({ email, password: ada.password })).toMatchObject({ body: { code: 'auth.bad_credentials' } });
    expect([await statusOf(ada), await statusOf(ben)]).toEqual([401, 200]);
  });
});
