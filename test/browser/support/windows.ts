import { type Browser, type BrowserContextOptions, chromium, devices, type Locator, type Page } from 'playwright-core';

import { type Person } from '../../support/person.js';
import { server } from '../../support/server.js';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** Runs Chromium in a container, and switches off its own network traffic, such as updates and synchronization. */
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

/** Starts one browser for the test file. After each test its windows are closed, and the test fails if a page reported an error. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });
  afterEach(async () => {
    const windows = opened.splice(0);
    await Promise.all(windows.map(({ page }) => page.context().close()));
    expect(windows.flatMap(({ errors }) => errors)).toEqual([]);
  });
  afterAll(() => browser.close());
}

/** A browser window, and what a person does in it. Windows share no storage with each other, except tabs. */
export class Window {
  /** The errors of the page and its console. */
  readonly errors: string[] = [];

  private constructor(readonly page: Page) {
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => this.errors.push(String(error.stack)));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() !== 'error' || text.includes('ERR_INTERNET_DISCONNECTED')) return;
      this.errors.push(`${text} ${message.location().url}`);
    });
  }

  static async open(options: BrowserContextOptions = DESKTOP): Promise<Window> {
    const context = await browser.newContext(options);
    const window = new Window(await context.newPage());
    opened.push(window);
    await window.page.goto(server().url);
    return window;
  }

  /** Opens a window, signs the person in, and enters a chat if one is given. @param chat its title */
  static async signIn(person: Person, chat?: string, options?: BrowserContextOptions): Promise<Window> {
    const window = await Window.open(options);
    await window.page.getByLabel('E-mail').fill(person.login.user.email);
    await window.page.getByLabel('Password').fill(person.password);
    await window.button('Sign in').click();
    await window.page.getByRole('heading', { name: 'Chats' }).waitFor();
    if (chat !== undefined) await window.openChat(chat);
    return window;
  }

  /** Opens another tab with the same storage, so that the same person is signed in. */
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

  /** Fills the fields with these labels, in this order. */
  async fill(fields: Record<string, string>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) await this.page.getByLabel(label, { exact: true }).fill(value);
  }

  /** Waits for a heading with this text. */
  async heading(name: string): Promise<void> {
    await this.page.getByRole('heading', { name, exact: true }).waitFor();
  }

  /** Waits for an error that is announced. Its refused call is an error of the console, too, which then does not fail the test. */
  async alert(text: string): Promise<void> {
    await this.page.getByRole('alert').filter({ hasText: text }).waitFor();
    this.forgetRefusals();
  }

  /** Leaves out the calls that the server has refused until now. */
  forgetRefusals(): void {
    const others = this.errors.filter((error) => !/status of 4\d\d/.test(error));
    this.errors.splice(0, Infinity, ...others);
  }

  get field(): Locator {
    return this.page.getByRole('textbox', { name: 'Write a message' });
  }

  /** The shown messages that contain this text. */
  message(text: string): Locator {
    return this.page.locator('.vac-message-wrapper', { hasText: text });
  }

  row(title: string): Locator {
    return this.page.locator('.row-item', { hasText: title });
  }

  async openChat(title: string): Promise<void> {
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

  /** Opens the menu of the last message that contains `text`, and chooses the item `what`. */
  async chooseAction(what: string, text: string): Promise<void> {
    const message = this.message(text).last();
    await message.locator('.vac-message-card').hover();
    await message.getByRole('button', { name: /^Actions for/ }).click();
    await this.page.getByRole('menuitem', { name: what, exact: true }).click();
  }
}
