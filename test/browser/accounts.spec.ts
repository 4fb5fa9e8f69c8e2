import { freePort } from '../../scripts/free-port.mjs';
import { codeAt, stepAt } from '../../src/auth/two-factor/totp.js';
import type { NewAccountInviteView } from '../../src/contract/views/invite.view.js';
import type { LoginView } from '../../src/contract/views/user.view.js';
import { fromBase32 } from '../support/base32.js';
import { BreakableProxy } from '../support/breakable-proxy.js';
import { MailServer } from '../support/mail-server.js';
import { Mailbox, type ReceivedMail, tokenIn } from '../support/mails.js';
import { Provider } from '../support/oidc-provider/provider.js';
import { call, Person } from '../support/person.js';
import { TestServer, useServerFrom } from '../support/server.js';
import { OPERATOR_TOKEN } from '../support/suite-server/start.mjs';
import { useBrowser, Window } from './support/windows.js';

const PASSWORD = 'a password for tests';
const NEW = 'another password';

/** Fills in some fields, and presses a button. */
async function submits(window: Window, fields: Record<string, string>, button: string): Promise<void> {
  await window.fill(fields);
  await window.button(button).click();
}

async function signsIn(window: Window, email: string, password: string): Promise<void> {
  await submits(window, { 'E-mail': email, Password: password }, 'Sign in');
}

async function signsOut(window: Window): Promise<void> {
  await window.button('Account and settings').click();
  await window.page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await window.heading('Sign in');
}

async function opensAccount(window: Window): Promise<void> {
  await window.button('Account and settings').click();
  await window.page.getByRole('menuitem', { name: 'Account', exact: true }).click();
  await window.heading('Devices');
}

// In each group `useBrowser` comes first: the windows are closed before the database is emptied, or their last calls would fail.

describe('a server with mails, invites and a provider', () => {
  useBrowser();
  const mailServer = new MailServer();
  const mails = Mailbox.of(mailServer.received);
  let provider: Provider;
  let proxy: BreakableProxy;

  // The provider and the links in mails lead to PUBLIC_URL, which is chosen before the server has a port.
  useServerFrom(async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    provider = await Provider.start(url);
    const registration = { REGISTRATION: 'invite', OIDC_REGISTRATION: 'on' };
    const started = await TestServer.start({ ...provider.settings, ...(await mailServer.listen()), ...registration });
    proxy = await BreakableProxy.to(started.url, port);
    return new TestServer({ ...started.address, url }, started);
  });
  afterAll(async () => {
    proxy.close();
    provider.stop();
    await mailServer.close();
  });

  /** The code of an invite for one account. */
  async function invite(): Promise<string> {
    const operator = { authorization: `Bearer ${OPERATOR_TOKEN}` };
    return (await call<NewAccountInviteView>('POST', '/api/invites', {}, operator)).body.data.code;
  }

  /** A person who has confirmed their e-mail. */
  async function member(name: string): Promise<Person> {
    const email = `${name}@example.com`;
    await call('POST', '/api/register', { email, password: PASSWORD, name, invite: await invite() });
    await call('POST', '/api/email/verify', { token: tokenIn(await mails.to(email, 'Finish your registration')) });
    const { body } = await call('POST', '/api/login', { email, password: PASSWORD });
    return new Person(name, body as unknown as LoginView, PASSWORD);
  }

  const linkIn = ({ text }: ReceivedMail): string => /http\S+#\/\S+/.exec(text)?.[0] ?? '';

  /** Signs in at the provider. @param id of a person whom it knows; an empty one cancels */
  async function answersProvider({ page }: Window, id: string): Promise<void> {
    await page.getByLabel('Who are you?').fill(id);
    await page.getByRole('button', { name: 'Go on' }).click();
  }

  it('a new account needs an invite, and works when the link in its mail was opened; the same link again says what to do', async () => {
    const email = 'nora@example.com';
    const window = await Window.open();
    await window.button('Create account').click();
    await window.heading('Create account');
    const fields = { 'Your name': 'Nora', 'E-mail': email, Password: PASSWORD };
    await submits(window, { 'Invite code': 'no such code', ...fields }, 'Create account');
    await window.alert('This invite is not valid');
    await submits(window, { 'Invite code': await invite() }, 'Create account');
    await window.heading('Look at your mail');
    await window.button('Continue').click();
    await signsIn(window, email, PASSWORD);
    await window.alert('E-mail or password is wrong.');

    const link = linkIn(await mails.to(email, 'Finish your registration'));
    await window.page.goto(link);
    await window.heading('Your e-mail is confirmed');
    await window.button('Continue').click();
    await signsIn(window, email, PASSWORD);
    await window.heading('Chats');

    await window.page.goto(link);
    await window.heading('This link does not work');
    await window.page.getByText('If you have opened it before, just sign in.').waitFor();
    window.forgetRefusals();
    await window.button('Continue').click();
    await window.heading('Chats');
  });

  it('a forgotten password is replaced with the link of a mail, once; the one before is refused from then on', async () => {
    const ada = await member('ada');
    const { email } = ada.login.user;
    const elsewhere = await Window.signIn(ada);
    const window = await Window.open();
    for (const address of ['nobody@example.com', email]) {
      await window.button('Forgotten password').click();
      await submits(window, { 'E-mail': address }, 'Send mail');
      await window.page.getByText(`If ${address} has an account, we have sent a mail to it.`).waitFor();
      await window.button('Continue').click();
    }
    const link = linkIn(await mails.to(email, 'Set a new password'));
    await window.page.goto(link);
    await submits(window, { 'New password': NEW }, 'Set password');
    await window.heading('Your new password is set');
    await elsewhere.heading('Sign in');
    elsewhere.forgetRefusals();
    await window.button('Continue').click();

    await signsIn(window, email, PASSWORD);
    await window.alert('E-mail or password is wrong.');
    await signsIn(window, email, NEW);
    await window.heading('Chats');

    await window.page.goto(link);
    await submits(window, { 'New password': PASSWORD }, 'Set password');
    await window.alert('The link was used, has expired, or is incomplete.');
    await window.button('Ask for another mail').click();
    await window.button('Send mail').waitFor();
    expect(mails.all('nobody@example.com')).toEqual([]);
  });

  it('two-factor sign-in is turned on, asks for a code, refuses a wrong one, and is turned off with a recovery code', async () => {
    const ben = await member('ben');
    const window = await Window.signIn(ben);
    await opensAccount(window);
    await window.button('Turn on two-factor sign-in').click();
    await submits(window, { 'Current password': 'not the password' }, 'Continue');
    await window.alert('The password is wrong.');
    await submits(window, { 'Current password': PASSWORD }, 'Continue');

    const secret = fromBase32(await window.page.getByLabel('Key', { exact: true }).inputValue());
    const address = await window.page.getByLabel('Link for an authenticator app', { exact: true }).inputValue();
    expect(address).toContain('otpauth://totp/Parley:ben%40example.com?secret=');
    await submits(window, { 'Code that the app shows': codeAt(secret, stepAt(Date.now())) }, 'Turn on');
    await window.button('I have saved the codes').waitFor();
    const codes = await window.page
      .getByRole('list', { name: 'Recovery codes' })
      .getByRole('listitem')
      .allTextContents();
    expect(codes).toHaveLength(10);
    // They are not shown again, so only their own button closes them.
    await window.page.keyboard.press('Escape');
    await window.button('I have saved the codes').click();
    await window.page.getByText('On. 10 recovery codes are left.').waitFor();

    await signsOut(window);
    await signsIn(window, ben.login.user.email, PASSWORD);
    await window.heading('Two-factor sign-in');
    await submits(window, { Code: '000000' }, 'Sign in');
    await window.alert('The code is wrong, has expired, or was used before.');
    // Each code works once, and the current one may be that of the set-up.
    await submits(window, { Code: codeAt(secret, stepAt(Date.now()) + 1) }, 'Sign in');
    await window.heading('Chats');

    await opensAccount(window);
    await window.button('Turn off two-factor sign-in').click();
    await submits(
      window,
      { 'Current password': PASSWORD, 'Code of the app, or a recovery code': codes[0] ?? '' },
      'Turn off',
    );
    await window.button('Turn on two-factor sign-in').waitFor();
    expect((await ben.does<{ enabled: boolean }>('GET', '/api/me/two-factor')).enabled).toBe(false);
  });

  it('a password is changed with the current one, a device is signed out, and a new e-mail is confirmed by mail', async () => {
    const cleo = await member('cleo');
    const [first, second] = [await Window.signIn(cleo), await Window.signIn(cleo)];
    await opensAccount(first);
    await first.page.getByText('This device').waitFor();
    await first.button('Sign out Chrome on Linux').click();
    await second.heading('Sign in');
    second.forgetRefusals();
    await first.button('Sign out Chrome on Linux').waitFor({ state: 'detached' });

    await signsIn(second, cleo.login.user.email, PASSWORD);
    await second.heading('Chats');
    await opensAccount(second);
    await second.button('Change e-mail').click();
    await first.button('Change password').click();
    const dialog = first.page.getByRole('dialog');
    await first.fill({ 'Current password': 'not the password', 'New password': NEW });
    await dialog.getByRole('button', { name: 'Change password' }).click();
    await first.alert('The password is wrong.');
    await second.page.getByRole('dialog').waitFor();
    await first.fill({ 'Current password': PASSWORD });
    await dialog.getByRole('button', { name: 'Change password' }).click();
    await first.page.getByText('Your password is changed.').waitFor();
    await second.heading('Sign in');
    expect(await second.page.getByRole('dialog').count()).toBe(0);
    await signsIn(second, cleo.login.user.email, NEW);
    await second.heading('Chats');
    second.forgetRefusals();

    await first.button('Change e-mail').click();
    await submits(first, { 'New e-mail': 'cleo.new@example.com' }, 'Send mail');
    await first.alert('Something is missing or is not right.');
    await submits(first, { 'Current password': NEW }, 'Send mail');
    await first.page.goto(linkIn(await mails.to('cleo.new@example.com', 'Confirm your e-mail address')));
    await first.heading('Your e-mail is confirmed');
    await first.button('Continue').click();
    await opensAccount(first);
    await first.page.getByText('cleo.new@example.com', { exact: true }).waitFor();
    await first.button('Sign out all other devices').click();
    await first.page.getByText('1 other device signed out.').waitFor();
    await second.heading('Sign in');
    second.forgetRefusals();
  });

  it('a person signs in with a provider, and another links it to their account and unlinks it', async () => {
    await provider.knows('emil', { email: 'emil@example.com', email_verified: true, name: 'Emil' });
    await provider.knows('dora-there', { email: 'dora@example.org', email_verified: true, name: 'Dora' });
    const emil = await Window.open();
    await emil.button('Sign in with Example login').click();
    await answersProvider(emil, '');
    await emil.alert('The sign-in provider refused, or you cancelled there.');
    await emil.button('Sign in with Example login').click();
    await answersProvider(emil, 'emil');
    await emil.heading('Chats');
    expect(new URL(emil.page.url()).hash).not.toContain('sign-in');
    await opensAccount(emil);
    await emil.button('Unlink Example login').click();
    await emil.button('Unlink').click();
    await emil.page.getByText('You can sign in with nothing else; set a password first.').waitFor();
    emil.forgetRefusals();

    const person = await member('dora');
    const dora = await Window.signIn(person);
    await opensAccount(dora);
    await dora.button('Link Example login').click();
    await submits(dora, { 'Current password': 'not the password' }, 'Continue');
    await dora.alert('The password is wrong.');
    await submits(dora, { 'Current password': PASSWORD }, 'Continue');
    await answersProvider(dora, 'dora-there');
    await dora.page.getByText('You can now sign in with Example login.').waitFor();

    const { secret } = await person.does<{ secret: string }>('POST', '/api/me/two-factor', { password: PASSWORD });
    const codeIn = (steps: number): string => codeAt(fromBase32(secret), stepAt(Date.now()) + steps);
    await person.does('POST', '/api/me/two-factor/confirm', { code: codeIn(0) });
    await signsOut(dora);
    // The provider knows who uses this browser, and asks nothing.
    await dora.button('Sign in with Example login').click();
    await dora.heading('Two-factor sign-in');
    await submits(dora, { Code: '000000' }, 'Sign in');
    await dora.alert('The code is wrong, has expired, or was used before.');
    await submits(dora, { Code: codeIn(1) }, 'Sign in');
    await dora.heading('Chats');
    dora.forgetRefusals();

    await opensAccount(dora);
    await dora.page.getByText('dora@example.org').waitFor();
    await dora.button('Unlink Example login').click();
    await submits(dora, { 'Current password': PASSWORD }, 'Unlink');
    await dora.button('Link Example login').waitFor();
  });
});
