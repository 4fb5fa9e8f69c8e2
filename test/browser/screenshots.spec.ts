import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { DemoSeed } from '../../src/demo/demo-seed.js';
import { server, useServer } from '../support/server.js';
import { DESKTOP, PHONE, useBrowser, Window } from './support/windows.js';

useServer({ SEED_DEMO: 'true' });
useBrowser();

const FOLDER = join(__dirname, 'screenshots');

// The database is emptied after each test, so the demo data is created again.
beforeEach(() => server().service<DemoSeed>('demo/demo-seed', 'DemoSeed').onApplicationBootstrap());
beforeAll(() => mkdirSync(FOLDER, { recursive: true }));
afterAll(() => process.stdout.write(`Screenshots are in ${FOLDER}\n`));

it('a second window offers the other demo account, and the two can talk', async () => {
  const first = await Window.open();
  await first.page.getByText('Sign in as Asha Sandoval').click();
  await first.openChat('Harbor launch');
  const second = await first.tab();
  await second.button('Sign in as Dana Asante').click();
  await second.openChat('Harbor launch');
  await second.says('Is that you, Asha?');
  await first.sees('Is that you, Asha?');

  await second.page.reload();
  await second.field.waitFor();
  expect(await second.page.getByRole('dialog').count()).toBe(0);

  // The window now has no session of its own.
  await first.button('Account and settings').click();
  await first.page.getByRole('menuitem', { name: 'Use another account in this window' }).click();
  await first.page.getByText('Sign in as Dana Asante').waitFor();
  expect(await first.page.getByText('Sign in as Asha Sandoval').count()).toBe(0);
});

it.each([
  ['desktop', 'light', DESKTOP],
  ['desktop', 'dark', DESKTOP],
  ['phone', 'light', PHONE],
  ['phone', 'dark', PHONE],
] as const)('screenshots of the main views are taken: %s, %s', async (size, colorScheme, options) => {
  const window = await Window.open({ ...options, colorScheme });
  const { page } = window;
  const shot = async (name: string): Promise<void> => {
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(FOLDER, `${size}-${colorScheme}-${name}.png`) });
  };
  const header = page.locator('.chat-header');
  await page.getByText('Sign in as Asha Sandoval').waitFor();
  await shot('1-sign-in');
  await page.getByText('Sign in as Asha Sandoval').click();
  await window.row('Harbor launch').waitFor();
  await shot('2-list');
  await window.openChat('Harbor launch');
  await shot('3-chat');
  await window
    .message('Prinsesstårta')
    .getByRole('button', { name: /^Actions for/ })
    .focus();
  await page.keyboard.press('Enter');
  await shot('4-menu');
  await page.keyboard.press('Escape');
  await header.getByRole('button', { name: 'Search in this chat' }).click();
  await page.getByRole('searchbox', { name: 'Search in this chat' }).fill('cake');
  await page.getByText('2 messages found').waitFor();
  await shot('5-search');
  await page.locator('aside').getByRole('button', { name: 'Close' }).click();
  await header.getByRole('button', { name: 'Details and people' }).last().click();
  await shot('6-details');
  await page.locator('aside').getByRole('button', { name: 'Close' }).click();
  await window.button('Create a poll').click();
  await shot('7-poll');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  if (size === 'phone') await window.button('Back to the chats').click();
  await window.button('New chat').click();
  await shot('8-new-chat');
});
