import type { IdentityView } from '../src/contract/views/sign-in.view.js';
import type { LoginView } from '../src/contract/views/user.view.js';
import { Mailbox } from './support/mails.js';
import {
  codeToLink,
  exchange,
  EXPIRED,
  fragment,
  IDENTITIES,
  newBrowser,
  provider,
  refused,
  signsIn,
  START,
  stranger,
  useProvider,
} from './support/oidc-provider/sign-ins.js';
import { onAnotherDevice, person } from './support/people.js';
import { call, type Person } from './support/person.js';
import { secure } from './support/second-factor.js';
import { server } from './support/server.js';

useProvider();

const unlinks = (me: Person, id: string, password = me.password) =>
  me.call('DELETE', `${IDENTITIES}/${id}`, { password });

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
      expect(await unlinks(eve, other)).toMatchObject(refused(404, 'identity.not_found'));
    }
    expect(await unlinks(ada, linked.id)).toMatchObject({ status: 200 });
    expect(await ada.does('GET', IDENTITIES)).toEqual([]);

    const { token } = await signsIn(id);
    const bearer = { authorization: `Bearer ${token}` };
    const [only] = (await call<IdentityView[]>('GET', IDENTITIES, undefined, bearer)).body.data;
    expect(await call('DELETE', `${IDENTITIES}/${only?.id ?? ''}`, undefined, bearer)).toMatchObject(
      refused(409, 'identity.last'),
    );
  });
});

describe('linking and removing an identity', () => {
  it('asks for the password, because a token may be stolen; a confirmed address gets a notice', async () => {
    const [ada, ben] = [await person('ada'), await person('ben')];
    await server().sql('update users set email_verified_at = now() where id = $1', [ada.id]);
    const mails = Mailbox.ofServer();
    const begin = (body?: object) => ada.call('POST', `${IDENTITIES}/oidc`, body);
    const missing = { status: 400, body: { code: 'request.invalid', details: [{ field: 'password' }] } };
    const wrong = 'not the password';
    expect(await begin()).toMatchObject(missing);
    expect(await begin({ password: wrong })).toMatchObject(refused(403, 'auth.password_wrong'));
    await ben.does('POST', IDENTITIES, { code: await codeToLink(ben, (await stranger()).id) });
    const code = await codeToLink(ada, (await stranger()).id);
    const { id } = await ada.does<IdentityView>('POST', IDENTITIES, { code });
    await mails.to(ada.login.user.email, 'A way to sign in was added');

    expect(await ada.call('DELETE', `${IDENTITIES}/${id}`)).toMatchObject(missing);
    expect(await unlinks(ada, id, wrong)).toMatchObject(refused(403, 'auth.password_wrong'));
    expect(await ada.does('GET', IDENTITIES)).toHaveLength(1);
    expect(await unlinks(ada, id)).toMatchObject({ status: 200 });
    await mails.to(ada.login.user.email, 'A way to sign in was removed');
    const subjects = mails.all(ben.login.user.email).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject.includes('way to sign in'))).toEqual([]);
  });

  it('takes a sign-in of the last ten minutes from a person without a password', async () => {
    const login = await signsIn((await stranger()).id);
    const bearer = { authorization: `Bearer ${login.token}` };
    const begin = () => call<{ url: string }>('POST', `${IDENTITIES}/oidc`, undefined, bearer);
    expect((await begin()).body.data.url).toContain(provider().issuer);
    await server().sql(`update sessions set created_at = now() - interval '601 seconds' where user_id = $1`, [
      login.user.id,
    ]);
    const [only] = (await call<IdentityView[]>('GET', IDENTITIES, undefined, bearer)).body.data;
    for (const answer of [await begin(), await call('DELETE', `${IDENTITIES}/${only?.id ?? ''}`, undefined, bearer)])
      expect(answer).toMatchObject(refused(403, 'auth.sign_in_again'));
  });
});

describe('an account with a second factor', () => {
  it('is asked for it, because the provider is only the first; until then the one-time code stays valid', async () => {
    const ada = await person('ada');
    const { id } = await stranger();
    await ada.does('POST', IDENTITIES, { code: await codeToLink(ada, id) });
    const [first = '', second = ''] = (await secure(ada)).recoveryCodes;
    const browser = newBrowser();
    const { 'sign-in': code } = fragment(await browser.open(START, id));

    expect(await exchange(code, browser)).toMatchObject(refused(401, 'auth.second_factor_required'));
    const wrong = await exchange(code, browser, { secondFactor: 'abcdef' });
    expect(wrong).toMatchObject(refused(403, 'auth.second_factor_wrong'));
    expect(await exchange(code, newBrowser(), { secondFactor: first })).toMatchObject(EXPIRED);
    const right = await exchange(code, browser, { secondFactor: first });
    expect([right.status, (right.body as unknown as LoginView).user.id]).toEqual([200, ada.id]);
    expect(await exchange(code, browser, { secondFactor: second })).toMatchObject(EXPIRED);
  });

  it('is not linked by its e-mail before its code was right', async () => {
    const ada = await person('ada');
    await server().sql('update users set email_verified_at = now() where id = $1', [ada.id]);
    const [first = ''] = (await secure(ada)).recoveryCodes;
    const { id } = await stranger({ email: ada.login.user.email });
    const browser = newBrowser();
    const { 'sign-in': code } = fragment(await browser.open(START, id));

    expect(await exchange(code, browser)).toMatchObject(refused(401, 'auth.second_factor_required'));
    expect(await ada.does('GET', IDENTITIES)).toEqual([]);
    expect(await exchange(code, browser, { secondFactor: first })).toMatchObject({ status: 200 });
    expect(await ada.does('GET', IDENTITIES)).toHaveLength(1);
  });
});
