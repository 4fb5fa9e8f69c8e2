import type { MessageView } from '../../src/contract/views/message.view.js';
import { storeMessages } from '../support/sync-calls.js';
import { people } from '../support/people.js';
import type { Person } from '../support/person.js';
import { useServer } from '../support/server.js';
import { useBrowser, Window } from './support/windows.js';

useServer();
useBrowser();

const AS_TYPED = [
  'first line\nsecond line\n\n  indented',
  '[12:30]: ok',
  '[x]: y "z"',
  '*stars* _lines_ ~waves~ **more** `code`',
  '<b>bold</b> &amp; &lt; <usertag>x</usertag> <@y>',
  '# title\n- one\n- two\n1. three\n> four',
  'what a nice cat.png',
];

/** The texts of the messages, as they can be read on the page. */
const texts = (window: Window): Promise<string[]> => window.page.locator('.vac-message-card .markdown').allInnerTexts();

const newest = async (by: Person, chat: { id: string }): Promise<MessageView> =>
  (await by.does<MessageView[]>('GET', `/api/chats/${chat.id}/messages?limit=1`))[0]!;

/** Types `@` and a name, and chooses the person from the list that appears. */
async function mention(window: Window, name: string): Promise<void> {
  await window.field.press('End');
  await window.field.pressSequentially(`@${name}`);
  await window.page.locator('.vac-tags-username').getByText(name, { exact: true }).click();
  await window.field.pressSequentially(' ');
  await window.page.locator('.vac-tags-username').first().waitFor({ state: 'detached' });
}

it('the page shows a text as it was typed, line by line', async () => {
  const { Ada, Ben } = await people('Ada', 'Ben');
  const chat = await Ada.opensChatWith(Ben);
  const hers = await Window.signIn(Ada, 'Ben');
  for (const text of AS_TYPED) {
    await hers.field.fill(text);
    await hers.field.press('Enter');
    while ((await hers.field.inputValue()) !== '');
  }
  const his = await Window.signIn(Ben, 'Ada');
  await his.sees('what a nice');
  for (const window of [hers, his]) {
    const shown = (await texts(window)).map((text) => text.replaceAll('\u2060', ''));
    expect(shown).toEqual(AS_TYPED);
  }
  expect((await newest(Ada, chat)).message).toBe(AS_TYPED.at(-1));
});

it('an edited message mentions exactly the people whom its text names; the longest name that fits counts', async () => {
  const { Me, Ann, Anna } = await people('Me', 'Ann', 'Anna');
  const chat = await Me.opensGroup('Names', Ann, Anna);
  const mine = await Window.signIn(Me, 'Names');
  await mention(mine, 'Anna');
  await mention(mine, 'Ann');
  await mine.field.press('Enter');
  await mine.sees('@Anna');
  const tags = mine.page.locator('.vac-message-card .vac-text-tag');
  await tags.nth(1).waitFor();
  expect(await tags.allInnerTexts()).toEqual(['@Anna', '@Ann']);
  const participants = (await Me.chat(chat)).participants;
  const idOf = (person: Person) => participants.find(({ user }) => user.id === person.id)!.id;
  await mine
    .message('@Anna')
    .getByRole('img', { name: /Sent|Delivered/ })
    .waitFor();
  expect((await newest(Me, chat)).mentions.sort()).toEqual([idOf(Ann), idOf(Anna)].sort());

  await mine.chooseAction('Edit', '@Anna');
  await mine.field.fill('only @Anna now, not `@Ann`');
  await mine.field.press('Enter');
  await mine.message('only').getByRole('img', { name: 'Edited' }).waitFor();
  expect((await newest(Me, chat)).mentions).toEqual([idOf(Anna)]);
  expect(await tags.allInnerTexts()).toEqual(['@Anna']);

  await mine.chooseAction('Edit', 'only');
  await mine.field.fill('Nobody, and now ');
  await mention(mine, 'Ann');
  await mine.field.press('Enter');
  await mine.sees('Nobody');
  await tags.getByText('@Ann', { exact: true }).waitFor();
  expect((await newest(Me, chat)).mentions).toEqual([idOf(Ann)]);
});

it('texts, names and the field have the direction of their language', async () => {
  const [omar, ada] = [...Object.values(await people('عمر', 'Ada'))] as [Person, Person];
  const chat = await ada.opensChatWith(omar);
  await omar.says(chat, 'مرحبا Ada!');
  await ada.says(chat, 'Hello');
  const hers = await Window.signIn(ada, 'عمر');
  const directionOf = (selector: string, text: string): Promise<string> =>
    hers.page
      .locator(selector, { hasText: text })
      .first()
      .evaluate((element) => getComputedStyle(element).direction);
  expect(await directionOf('.markdown', 'مرحبا')).toBe('rtl');
  expect(await directionOf('.markdown', 'Hello')).toBe('ltr');
  expect(await directionOf('.row-title', 'عمر')).toBe('rtl');
  expect(await directionOf('.chat-title', 'عمر')).toBe('rtl');
  await hers.field.fill('مساء');
  expect(await hers.field.evaluate((field) => getComputedStyle(field).direction)).toBe('rtl');
});

it('a text that is too long stays in the field, with a notice; a text of 4,000 emojis is sent', async () => {
  const { Ada, Ben } = await people('Ada', 'Ben');
  const chat = await Ada.opensChatWith(Ben);
  const hers = await Window.signIn(Ada, 'Ben');
  const notice = hers.page.getByText('This text has 4,001 characters. At most 4,000 are allowed: please shorten it.');
  await hers.field.fill('😀'.repeat(4_001));
  await notice.first().waitFor();
  await hers.field.press('Enter');
  await notice.nth(1).waitFor();
  expect(await hers.field.inputValue()).toBe('😀'.repeat(4_001));
  expect((await Ada.chat(chat)).lastSeq).toBe(0);

  await hers.field.fill('😀'.repeat(4_000));
  await hers.field.press('Enter');
  await hers.sees('😀');
  await hers
    .message('😀')
    .getByRole('img', { name: /Sent|Delivered/ })
    .waitFor();
  expect((await newest(Ada, chat)).message).toBe('😀'.repeat(4_000));

  await hers.button('Create a poll').click();
  await hers.page.getByLabel('Question').fill('?'.repeat(301));
  const validity = await hers.page
    .getByLabel('Question')
    .evaluate((field: HTMLInputElement) => [field.value.length, field.validationMessage]);
  expect(validity).toEqual([301, expect.stringContaining('At most 300 are allowed')]);
});

/** Waits for the field, and expects this text in it, as a reply to a message. @param answers a part of that message's text */
async function expectDraft({ field, page }: Window, text: string, answers: string): Promise<void> {
  await field.waitFor();
  await page.locator('vue-advanced-chat[data-ready]').waitFor();
  await page.locator('.vac-reply-container', { hasText: answers }).waitFor();
  expect(await field.inputValue()).toBe(text);
}

/** Types a text at the end of the field. */
async function appendText({ field }: Window, text: string): Promise<void> {
  await field.press('End');
  await field.pressSequentially(text);
}

it('a draft and its reply are complete after a reload, after a change of chats, and when the field loses focus', async () => {
  const { Ada, Ben, Cleo } = await people('Ada', 'Ben', 'Cleo');
  const chat = await Ada.opensChatWith(Ben);
  const question = await Ben.says(chat, 'When do we meet?');
  await Ada.opensChatWith(Cleo);
  const hers = await Window.signIn(Ada, 'Ben');

  await hers.chooseAction('Reply', 'When do we meet?');
  await appendText(hers, 'At t');
  await hers.page.reload();
  await expectDraft(hers, 'At t', 'When do we meet?');

  await appendText(hers, 'hr');
  await hers.openChat('Cleo');
  await hers.openChat('Ben');
  await expectDraft(hers, 'At thr', 'When do we meet?');

  await appendText(hers, 'ee');
  await hers.field.blur();
  await hers.row('Ben').getByText('At three').waitFor();
  expect((await Ada.chat(chat)).draft).toMatchObject({ message: 'At three', reply: question.id });

  await hers.field.press('Enter');
  await hers
    .message('At three')
    .getByRole('button', { name: /show the original message/ })
    .waitFor();
  await hers.row('Ben').getByText('Draft:').waitFor({ state: 'detached' });
  expect((await Ada.chat(chat)).draft).toBeNull();
});

it('a draft survives the edit of another message, and can reply to a message far above', async () => {
  const { Ada, Ben } = await people('Ada', 'Ben');
  const chat = await Ada.opensChatWith(Ben);
  const question = await Ben.says(chat, 'When do we meet?');
  await storeMessages(await Ada.chat(chat), 70);
  await Ada.says(chat, 'Soom');
  await Ada.does('PUT', `/api/chats/${chat.id}/draft`, { message: 'At three', reply: question.id, version: 0 });
  const hers = await Window.signIn(Ada, 'Ben');
  await expectDraft(hers, 'At three', 'When do we meet?');

  await hers.chooseAction('Edit', 'Soom');
  await hers.field.fill('Soon');
  await hers.field.press('Enter');
  await hers.message('Soon').getByRole('img', { name: 'Edited' }).waitFor();
  await expectDraft(hers, 'At three', 'When do we meet?');
  await appendText(hers, ' sharp');
  await hers.page.reload();
  await expectDraft(hers, 'At three sharp', 'When do we meet?');
});
