import { useServer } from '../support/server.js';
import { useBrowser, Window } from './support/windows.js';

describe('a server with open registration', () => {
  useBrowser();
  useServer();

  it('creates an account and signs in at once', async () => {
    const window = await Window.open();
    await window.button('Create account').click();
    expect(await window.page.getByLabel('Invite code').count()).toBe(0);
    await window.fill({ 'Your name': 'Ida', 'E-mail': 'ida@example.com', Password: 'a password for tests' });
    await window.button('Create account').click();
    await window.heading('Chats');
  });
});

describe('a server with closed registration', () => {
  useBrowser();
  useServer({ REGISTRATION: 'closed' });

  it('offers no sign-up', async () => {
    const window = await Window.open();
    await window.button('Forgotten password').waitFor();
    expect(await window.button('Create account').count()).toBe(0);
  });
});
