import type { ChatView } from '../../src/contract/views/chat.view.js';
import { storeMessages } from '../support/sync-calls.js';
import { people } from '../support/people.js';
import type { Person } from '../support/person.js';
import { useServer } from '../support/server.js';
import { useBrowser, Window } from './support/windows.js';

useServer();
useBrowser();

const MANY = 10_000;

/** Writes all but the last message into the database. The last one is sent over REST, so that the server pushes it. */
async function manyMessages(by: Person, chat: { id: string }, count: number): Promise<void> {
  await storeMessages(await by.does<ChatView>('GET', `/api/chats/${chat.id}`), count - 1);
  await by.says(chat, `message ${count}`);
}

/** The numbers of the messages on the page, in their order. */
const numbers = (window: Window): Promise<number[]> =>
  window.page.evaluate(() => {
    const root = document.querySelector('vue-advanced-chat')?.shadowRoot;
    const texts = [...(root?.querySelectorAll('.vac-message-wrapper .markdown') ?? [])];
    return texts.map((text) => Number(/message (\d+)/.exec(text.textContent)?.[1]));
  });

const scroll = (window: Window, to: 'start' | 'end'): Promise<void> =>
  window.page.evaluate((where) => {
    const list = document.querySelector('vue-advanced-chat')?.shadowRoot?.querySelector('#messages-list');
    if (list) list.scrollTop = where === 'start' ? 0 : list.scrollHeight;
  }, to);

function expectNoGap(shown: number[]): void {
  expect(shown).toEqual(shown.map((_, index) => (shown[0] ?? 0) + index));
}

it('the page scrolls through ten thousand messages without a gap, and shows at most 260 at once', async () => {
  const { Ada, Ben } = await people('Ada', 'Ben');
  const chat = await Ada.opensChatWith(Ben);
  await manyMessages(Ben, chat, MANY);
  const hers = await Window.signIn(Ada, 'Ben');
  expect((await numbers(hers)).at(-1)).toBe(MANY);

  const seen = new Set<number>();
  let first = MANY;
  while (first > 1) {
    const shown = await numbers(hers);
    expectNoGap(shown);
    expect(shown.length).toBeLessThanOrEqual(260);
    for (const one of shown) seen.add(one);
    first = shown[0] ?? 1;
    await scroll(hers, 'start');
    await hers.page.waitForFunction(
      (before) => {
        const root = document.querySelector('vue-advanced-chat')?.shadowRoot;
        const text = root?.querySelector('.vac-message-wrapper .markdown')?.textContent ?? '';
        return before === 1 || Number(/message (\d+)/.exec(text)?.[1]) < before;
      },
      first,
      { polling: 50 },
    );
  }
  for (const one of await numbers(hers)) seen.add(one);
  expect(seen.size).toBe(MANY);

  await hers.button('Go to the newest messages').click();
  await hers.sees(`message ${MANY}`);
  await hers.says('Back at the end');
  await hers.sees('Back at the end');
}, 300_000);

it('the page jumps to a found message, and scrolls on from there without a gap', async () => {
  const { Ada, Ben } = await people('Ada', 'Ben');
  const chat = await Ada.opensChatWith(Ben);
  await manyMessages(Ben, chat, 1_000);
  const hers = await Window.signIn(Ada, 'Ben');
  await hers.button('Search in this chat').click();
  await hers.page.getByRole('searchbox', { name: 'Search in this chat' }).fill('message 377');
  await hers.page.getByText('1 message found').waitFor();
  await hers.page.locator('.found-row').click();
  const found = hers.page.locator('.vac-message-wrapper.flash');
  await found.waitFor();
  expect(await found.innerText()).toContain('message 377');
  const place = await found.boundingBox();
  expect(place!.y).toBeGreaterThan(60);
  expect(place!.y).toBeLessThan(740);

  for (let last = 377; last < 1_000;) {
    await scroll(hers, 'end');
    await hers.page.waitForTimeout(100);
    const shown = await numbers(hers);
    expectNoGap(shown);
    last = shown.at(-1) ?? last;
  }
  await Ben.says(chat, 'And now something new');
  await hers.sees('And now something new');
}, 120_000);
