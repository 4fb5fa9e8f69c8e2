import { people } from '../support/people.js';
import { useServer } from '../support/server.js';
import { useBrowser, Window } from './support/windows.js';

useServer();
useBrowser();

it('two people chat in two windows', async () => {
  const { ada, ben } = await people('Ada', 'Ben').then(({ Ada, Ben }) => ({ ada: Ada, ben: Ben }));
  await ada.opensChatWith(ben);
  const hers = await Window.signIn(ada, 'Ben');
  const his = await Window.signIn(ben);

  await hers.says('Hello Ben');
  await his.row('Ada').getByText('1 unread message').waitFor({ state: 'attached' });
  await his.row('Ada').getByText('Hello Ben').waitFor();
  await his.page.waitForFunction(() => document.title.startsWith('(1)'));

  await his.openChat('Ada');
  await his.sees('Hello Ben');
  await hers.message('Hello Ben').getByRole('img', { name: 'Read' }).waitFor();

  await his.field.pressSequentially('Hi A');
  await hers.page.locator('.chat-status', { hasText: 'Ben typing' }).waitFor();
  await his.field.pressSequentially('da');
  await his.field.press('Enter');
  await hers.sees('Hi Ada');

  await hers.chooseAction('Reply', 'Hi Ada');
  await hers.says('This answers you');
  await his
    .message('This answers you')
    .getByRole('button', { name: /show the original message/ })
    .waitFor();

  await hers.chooseAction('Edit', 'This answers you');
  await hers.field.fill('This answers you well');
  await hers.field.press('Enter');
  await his.sees('This answers you well');
  await his.message('answers you well').getByRole('img', { name: 'Edited' }).waitFor();

  await his.message('answers you well').locator('.vac-message-card').hover();
  await his
    .message('answers you well')
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await his.button('React with 👍').click();
  await hers.message('answers you well').getByRole('button', { name: '👍, 1 person' }).click();
  await his.message('answers you well').getByRole('button', { name: '👍, 2 people' }).waitFor();

  await hers.chooseAction('Delete', 'answers you well');
  await hers.button('For everybody').click();
  await his.sees('This message was deleted');
});

it('people create a group, vote in a poll, change the title, make an admin, invite, and leave', async () => {
  const { Ada, Ben, Cleo } = await people('Ada', 'Ben', 'Cleo');
  await Ada.opensChatWith(Ben);
  const hers = await Window.signIn(Ada);
  const his = await Window.signIn(Ben);

  await hers.button('New chat').click();
  await hers.page.getByRole('searchbox', { name: 'Find people by name' }).fill('cle');
  await hers.button('Cleo').click();
  await hers.page.getByRole('searchbox', { name: 'Find people by name' }).fill('');
  await hers.button('Ben').click();
  await hers.page.getByLabel('Title of the group').fill('Boat trip');
  await hers.button('Start').click();
  await hers.field.waitFor();
  await his.openChat('Boat trip');

  await hers.button('Create a poll').click();
  await hers.page.getByLabel('Question').fill('When?');
  await hers.page.getByLabel('Answer 1').fill('Saturday');
  await hers.page.getByLabel('Answer 2').fill('Sunday');
  await hers.button('Create poll').click();
  await his.button('Sunday 0 votes').click();
  await hers.button('Sunday 1 vote').waitFor();

  await hers.page.locator('.chat-header').getByRole('button', { name: 'Details and people' }).last().click();
  await hers.button('Change the title').click();
  await hers.page.getByLabel('Title of the group').fill('Sailing');
  await hers.button('Save').click();
  await his.sees('Ada named the group “Sailing”');

  await hers.button('Actions for Cleo').click();
  await hers.page.getByRole('menuitem', { name: 'Make admin' }).click();
  await his.sees('Ada made Cleo admin');
  await hers.button('Invite by link').click();
  const link = await hers.page.getByLabel(/can join/).inputValue();
  const dora = await Window.signIn((await people('Dora')).Dora);
  await dora.page.goto(link);
  await dora.button('Join').click();
  await dora.field.waitFor();
  await his.sees('Dora joined by a link');

  await his.page.locator('.chat-header').getByRole('button', { name: 'Details and people' }).last().click();
  await his.button('Leave the group').first().click();
  await his.page.getByRole('dialog').getByRole('button', { name: 'Leave the group' }).click();
  await hers.sees('Ben left');
  await his.row('Sailing').waitFor({ state: 'detached' });
  const [group] = await Cleo.chats();
  expect(group).toMatchObject({ title: 'Sailing', participantCount: 3 });
  const roles = group!.participants.map(({ user, role }) => [user.name, role]);
  expect(Object.fromEntries(roles)).toEqual({ Ada: 'owner', Cleo: 'admin', Dora: 'member' });
});

it('the page sends an invitation to a person whom nobody may add to groups', async () => {
  const { Ada, Ben, Cleo } = await people('Ada', 'Ben', 'Cleo');
  await Ada.opensGroup('Sailing', Cleo);
  await Ada.opensChatWith(Ben);
  const hers = await Window.signIn(Ada, 'Sailing');
  const his = await Window.signIn(Ben);
  await his.button('Account and settings').click();
  await his.page.getByRole('menuitem', { name: 'Privacy' }).click();
  await his.page.getByLabel('Who may add me to groups').selectOption('Nobody');
  const saved = his.page.waitForResponse((answer) => answer.request().method() === 'PATCH');
  await his.button('Save').click();
  expect((await saved).status()).toBe(200);

  await hers.page.locator('.chat-header').getByRole('button', { name: 'Details and people' }).last().click();
  await hers.button('Add people').click();
  await hers.page.locator('.picker').getByRole('button', { name: 'Ben' }).click();
  await hers.button('Add').click();
  await hers.button('Send invitation').click();
  await hers.page.getByText('Invitation sent.').waitFor();
  expect(hers.errors.splice(0)).toEqual([expect.stringContaining('403')]);
  await his.openChat('Ada');
  const link = await his.page.locator('a[href*="#/join/"]').first().getAttribute('href');
  await his.page.goto(link ?? '');
  await his.button('Join').click();
  await hers.openChat('Sailing');
  await hers.sees('Ben joined by a link');
});

it('a person stars a message, writes a draft, and pins, mutes and archives chats', async () => {
  const { Ada, Ben, Cleo } = await people('Ada', 'Ben', 'Cleo');
  const chat = await Ada.opensChatWith(Ben);
  await Ben.says(chat, 'Keep this');
  await Ada.opensChatWith(Cleo);
  const hers = await Window.signIn(Ada, 'Ben');

  await hers.chooseAction('Star', 'Keep this');
  await hers.message('Keep this').getByRole('img', { name: 'Starred' }).waitFor();
  await hers.button('Starred messages').click();
  await hers.page.locator('.found-row', { hasText: 'Keep this' }).waitFor();

  await hers.field.fill('Half a thou');
  await hers.row('Ben').getByText('Draft:').waitFor();
  await hers.openChat('Cleo');
  await hers.openChat('Ben');
  await hers.page.waitForFunction(() => {
    const root = document.querySelector('vue-advanced-chat')?.shadowRoot;
    return root?.querySelector('textarea')?.value === 'Half a thou';
  });

  for (const [what, sign] of [
    ['Pin to the top', 'Pinned'],
    ['Mute', 'Muted'],
  ] as const) {
    await hers.row('Ben').getByRole('link').click({ button: 'right' });
    await hers.page.getByRole('menuitem', { name: what }).click();
    if (what === 'Mute') await hers.button('A day').click();
    await hers.row('Ben').getByText(sign).waitFor({ state: 'attached' });
  }
  await hers.row('Cleo').getByRole('link').click({ button: 'right' });
  await hers.page.getByRole('menuitem', { name: 'Archive' }).click();
  await hers.row('Cleo').waitFor({ state: 'detached' });
  await hers.button('Archived (1)').click();
  await hers.row('Cleo').waitFor();
});

it('a person who appears offline still does after a reload, until they choose to appear online or sign in again', async () => {
  const { Ada, Ben } = await people('Ada', 'Ben');
  await Ada.opensChatWith(Ben);
  const hers = await Window.signIn(Ada, 'Ben');
  const his = await Window.signIn(Ben, 'Ada');
  const status = his.page.locator('.chat-status');
  const chooses = async (what: string): Promise<void> => {
    await hers.button('Account and settings').click();
    await hers.page.getByRole('menuitem', { name: what, exact: true }).click();
  };
  await status.getByText('online').waitFor();
  await chooses('Appear offline');
  await status.getByText('last seen').waitFor();

  await hers.page.reload();
  await hers.page.getByTitle('You appear offline').waitFor();
  await hers.says('Nobody sees me');
  await his.sees('Nobody sees me');
  await status.getByText('last seen').waitFor();
  await chooses('Appear online');
  await status.getByText('online').waitFor();
  await hers.page.getByTitle('You appear offline').waitFor({ state: 'detached' });

  // set on another device
  await Ada.does('POST', `/api/users/${Ada.id}/set-status/offline`);
  await hers.page.getByTitle('You appear offline').waitFor();
  await chooses('Sign out');
  await hers.page.getByLabel('E-mail').fill(Ada.login.user.email);
  await hers.page.getByLabel('Password').fill(Ada.password);
  await hers.button('Sign in').click();
  await status.getByText('online').waitFor();
});
