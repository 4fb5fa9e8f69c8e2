import { readFileSync } from 'node:fs';

import type { AxeResults, RunOptions } from 'axe-core';

import { people } from '../support/people.js';
import { useServer } from '../support/server.js';
import { DESKTOP, PHONE, useBrowser, Window } from './support/windows.js';

useServer();
useBrowser();

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES: RunOptions = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] };
const SERIOUS = ['serious', 'critical'];

/** Expects that axe finds no serious or critical problem on the page. @param view its name, for the message of a failure */
async function expectAccessible(window: Window, view: string): Promise<void> {
  // Elements do not have their final colors while they are animated.
  await window.page.waitForTimeout(400);
  await window.page.evaluate(AXE);
  const results = await window.page.evaluate(
    (rules) => (globalThis as unknown as { axe: { run(rules: unknown): Promise<AxeResults> } }).axe.run(rules),
    RULES as unknown as Record<string, string[]>,
  );
  const found = results.violations.filter(({ impact }) => SERIOUS.includes(impact ?? ''));
  const violations = found.map(({ id, nodes }) => [
    view,
    id,
    nodes.slice(0, 3).map(({ html, target }) => [target, html]),
  ]);
  expect(violations).toEqual([]);
}

it.each([
  ['desktop, light', { ...DESKTOP, colorScheme: 'light' }],
  ['phone, dark', { ...PHONE, colorScheme: 'dark' }],
] as const)('axe finds no serious problem on any view: %s', async (_, options) => {
  const { Ada, Ben, Cleo } = await people('Ada', 'Ben', 'Cleo');
  const chat = await Ada.opensGroup('Boat trip', Ben, Cleo);
  const first = await Ben.says(chat, 'Who comes along? See https://example.com');
  await Ada.says(chat, 'I do', { reply: first.id });
  await Ben.says(chat, 'When?', { poll: { options: ['Saturday', 'Sunday'] } });
  await Ben.does('PUT', `/api/chats/${chat.id}/messages/${first.id}/reactions/%F0%9F%91%8D`);
  await Ada.does('PUT', `/api/chats/${chat.id}/messages/${first.id}/star`);
  await Ada.opensChatWith(Ben);

  const window = await Window.open(options);
  await expectAccessible(window, 'sign in');
  await window.button('Create account').click();
  await expectAccessible(window, 'make an account');
  await window.button('Back to sign-in').click();
  await window.button('Forgotten password').click();
  await expectAccessible(window, 'forgotten password');
  await window.page.goto(`${new URL(window.page.url()).origin}/#/reset-password/a-token`);
  await window.heading('Set a new password');
  await expectAccessible(window, 'new password');

  const hers = await Window.signIn(Ada, undefined, options);
  await hers.row('Boat trip').waitFor();
  await expectAccessible(hers, 'list');
  await hers.button('New chat').click();
  await expectAccessible(hers, 'new chat');
  await hers.page.getByRole('complementary').getByRole('button', { name: 'Close' }).click();
  await hers.button('Starred messages').click();
  await hers.page.locator('.found-row', { hasText: 'Who comes along' }).waitFor();
  await expectAccessible(hers, 'starred messages');
  await hers.page.getByRole('complementary').getByRole('button', { name: 'Close' }).click();
  await hers.button('Account and settings').click();
  await hers.page.getByRole('menuitem', { name: 'Account', exact: true }).click();
  await hers.button('Turn on two-factor sign-in').waitFor();
  await expectAccessible(hers, 'account');
  await hers.button('Turn on two-factor sign-in').click();
  await hers.fill({ 'Current password': Ada.password });
  await hers.button('Continue').click();
  await hers.page.getByLabel('Key', { exact: true }).waitFor();
  await expectAccessible(hers, 'two-factor set-up');
  await hers.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await hers.page.getByRole('complementary').getByRole('button', { name: 'Close' }).click();
  await hers.openChat('Boat trip');
  await expectAccessible(hers, 'chat');

  await hers
    .message('Who comes')
    .first()
    .getByRole('button', { name: /^Actions for/ })
    .focus();
  await hers.page.keyboard.press('Enter');
  await expectAccessible(hers, 'menu of a message');
  await hers.page.keyboard.press('Escape');
  for (const panel of ['Search in this chat', 'Pinned messages', 'Details and people']) {
    await hers.page.locator('.chat-header').getByRole('button', { name: panel }).last().click();
    await expectAccessible(hers, panel);
    await hers.page.getByRole('complementary').getByRole('button', { name: 'Close' }).click();
  }
  await hers.button('Create a poll').click();
  await expectAccessible(hers, 'new poll');
});

it('a person can sign in, open a chat and answer a message with the keyboard alone', async () => {
  const { Ada, Ben } = await people('Ada', 'Ben');
  const chat = await Ada.opensChatWith(Ben);
  await Ben.says(chat, 'Only keys today');
  const window = await Window.open();
  const { keyboard } = window.page;
  await window.page.locator('input[type=email]:focus').waitFor();
  await keyboard.type(Ada.login.user.email);
  await keyboard.press('Tab');
  await keyboard.type(Ada.password);
  await keyboard.press('Enter');
  await window.row('Ben').getByRole('link').focus();
  await keyboard.press('Enter');
  await window.page.locator('vue-advanced-chat[data-ready]').waitFor();

  await window.field.focus();
  for (let back = 0; back < 12; back++) {
    await keyboard.press('Shift+Tab');
    const name = await window.page.evaluate(
      () => document.activeElement?.shadowRoot?.activeElement?.getAttribute('aria-label') ?? '',
    );
    if (name.startsWith('Actions for the message')) break;
  }
  await keyboard.press('Enter');
  await window.page.getByRole('menuitem', { name: 'Reply' }).waitFor();
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  await window.page.locator('.vac-reply-container').waitFor();
  await keyboard.type('And only keys back');
  await keyboard.press('Enter');
  await window
    .message('And only keys back')
    .getByRole('img', { name: /Sent|Delivered|Read/ })
    .waitFor();
});
