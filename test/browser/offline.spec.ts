import { people } from '../support/people.js';
import { useServer } from '../support/server.js';
import { useBrowser, Window } from './support/windows.js';

useServer();
useBrowser();

/** The button of a message that was refused. */
const failed = (window: Window, text: string) =>
  window.message(text).getByRole('button', { name: 'Not sent. Retry or discard?' });

it('messages written without a connection are kept, and sent in their order once it is back', async () => {
  const { Ada, Ben } = await people('Ada', 'Ben');
  await Ada.opensChatWith(Ben);
  const hers = await Window.signIn(Ada, 'Ben');
  const his = await Window.signIn(Ben, 'Ada');
  await hers.says('Before');
  await his.sees('Before');

  await hers.page.context().setOffline(true);
  await hers.says('In the tunnel, one');
  await hers.says('In the tunnel, two');
  await hers
    .message('In the tunnel, two')
    .getByRole('img', { name: /Waiting|Sending/ })
    .waitFor();
  await hers.page.getByText('No connection.').waitFor();
  await his.says('Are you there?');

  await hers.page.context().setOffline(false);
  await his.sees('In the tunnel, two');
  await hers.sees('Are you there?');
  await hers.message('In the tunnel, two').getByRole('img', { name: 'Read' }).waitFor();
  await hers.page.getByText('No connection.').waitFor({ state: 'hidden' });
  const order = (await his.page.locator('.vac-message-wrapper').allInnerTexts()).map((text) => text.split('\n')[0]);
  expect(order.filter((text) => text?.startsWith('In'))).toEqual(['In the tunnel, one', 'In the tunnel, two']);
});

it('a refused message is marked as not sent, says why, and can be retried or discarded', async () => {
  const { Ada, Ben } = await people('Ada', 'Ben');
  await Ada.opensChatWith(Ben);
  const hers = await Window.signIn(Ada, 'Ben');
  await Ben.does('PUT', `/api/users/${Ada.id}/block`);
  await hers.says('Let me in');
  await hers.says('Or not');
  await failed(hers, 'Let me in').waitFor();
  await failed(hers, 'Or not').click();
  await hers.page.getByRole('dialog').getByText('You and this person do not write to each other.').waitFor();
  await hers.button('Discard').click();
  await hers.message('Or not').waitFor({ state: 'detached' });

  await Ben.does('DELETE', `/api/users/${Ada.id}/block`);
  await failed(hers, 'Let me in').click();
  await hers.button('Try again').click();
  await hers
    .message('Let me in')
    .getByRole('img', { name: /Sent|Delivered/ })
    .waitFor();
});
