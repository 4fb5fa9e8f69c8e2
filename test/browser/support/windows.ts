import { type Browser, type BrowserContextOptions, chromium, devices, type Locator, type Page } from 'playwright-core';

import { type Person } from '../../support/person.js';
import { server } from '../../support/server.js';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** Nothing of the browser's own is to go anywhere. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, locale: 'en-GB' };
export const PHONE: BrowserContextOptions = {
  ...devices['iPhone 13'],
  defaultBrowserType: undefined,
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  locale: 'en-GB',
} as BrowserContextOptions;

let browser: Browser;
const opened: Window[] = [];

/** One browser for a test file; windows are closed after each test, which fails when one of them had something to complain about. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });
  afterEach(async () => {
    const windows = opened.splice(0);
    await Promise.all(windows.map(({ page }) => page.context().close()));
    expect(windows.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
  afterAll(() => browser.close());
}

/** A window of a browser that shares nothing with the others, and somebody before it. */
export class Window {
  /** What a developer would see in red. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => this.complaints.push(String(error.stack)));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && !text.includes('ERR_INTERNET_DISCONNECTED')) this.complaints.push(text);
    });
  }

  static async open(options: BrowserContextOptions = DESKTOP): Promise<Window> {
    const context = await browser.newContext(options);
    const window = new Window(await context.newPage());
    opened.push(window);
    await window.page.goto(server().url);
    return window;
  }

  /** Of somebody who has signed in, at a chat when given. */
  static async of(person: Person, chat?: string, options?: BrowserContextOptions): Promise<Window> {
    const window = await Window.open(options);
    await window.page.getByLabel('E-mail').fill(person.login.user.email);
    await window.page.getByLabel('Password').fill(person.password);
    await window.button('Sign in').click();
    await window.page.getByRole('heading', { name: 'Chats' }).waitFor();
    if (chat !== undefined) await window.enters(chat);
    return window;
  }

  /** Another tab beside it, of the same person. */
  async tab(): Promise<Window> {
    const tab = new Window(await this.page.context().newPage());
    opened.push(tab);
    await tab.page.goto(server().url);
    await tab.page.getByRole('heading', { name: 'Chats' }).waitFor();
    return tab;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  get field(): Locator {
    return this.page.getByRole('textbox', { name: 'Write a message' });
  }

  /** A message that is there, by a part of it. */
  message(text: string): Locator {
    return this.page.locator('.vac-message-wrapper', { hasText: text });
  }

  row(title: string): Locator {
    return this.page.locator('.row-item', { hasText: title });
  }

  async enters(title: string): Promise<void> {
    await this.row(title).getByRole('link').click();
    await this.field.waitFor();
    await this.page.locator('vue-advanced-chat[data-ready]').waitFor();
  }

  async says(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press('Enter');
  }

  async sees(text: string): Promise<void> {
    await this.message(text).first().waitFor();
  }

  /** Chooses what to do with a message. */
  async does(what: string, text: string): Promise<void> {
    const message = this.message(text).last();
    await message.locator('.vac-message-card').hover();
    await message.getByRole('button', { name: /^Actions for/ }).click();
    await this.page.getByRole('menuitem', { name: what, exact: true }).click();
  }
}
