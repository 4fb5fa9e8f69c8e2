import { call } from '../support/person.js';
import { people } from '../support/people.js';
import { useServer } from '../support/server.js';
import { useBrowser, Window } from './support/windows.js';

useServer();
useBrowser();

async function openSockets(): Promise<number> {
  const { body } = await call('GET', '/metrics');
  return Number(/^parley_sockets(?:\{[^}]*\})? (\d+)$/m.exec((body as unknown as { text: string }).text)?.[1]);
}

it('tabs of one person share a socket, and another tab connects when the tab with the socket is closed', async () => {
  const { Ada, Ben } = await people('Ada', 'Ben');
  const chat = await Ada.opensChatWith(Ben);
  const others = await openSockets();
  const first = await Window.signIn(Ada, 'Ben');
  const second = await first.tab();
  await second.openChat('Ben');
  await Ben.says(chat, 'To both of you');
  await first.sees('To both of you');
  await second.sees('To both of you');
  expect(await openSockets()).toBe(others + 1);

  await second.says('From the second');
  await first.sees('From the second');

  await first.page.close();
  await Ben.says(chat, 'And now');
  await second.sees('And now');
  await second.says('Still here');
  await second
    .message('Still here')
    .getByRole('img', { name: /Sent|Delivered/ })
    .waitFor();
  expect(await openSockets()).toBe(others + 1);
});
