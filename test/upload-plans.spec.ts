import type { MessageView } from '../src/contract/views/message.view.js';
import type { UsageView } from '../src/contract/views/upload.view.js';
import { countUploads, form, storedFiles, upload } from './support/files.js';
import { people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';

const [LIMIT, STORED, DAILY, FILES] = [1_000_000, 1_000_000, 3_000_000, 25];
useServer(
  {
    ...{ MEDIA_MAX_BYTES: String(LIMIT), MEDIA_DAILY_BYTES: String(DAILY) },
    ...{ MEDIA_STORED_BYTES: String(STORED), MEDIA_DAILY_FILES: String(FILES), RATE_LIMIT: 'off' },
  },
  { one: true },
);

/** Files of earlier tests: emptying the database leaves them. */
let before: string[] = [];
beforeEach(async () => (before = await storedFiles()));

describe('the plan of a person', () => {
  const usage = (who: Person) => who.does<UsageView>('GET', '/api/me/usage');
  const reached = (what: string, limit: number, used: number) => ({
    status: 403,
    body: { code: 'plan.limit_reached', params: { what, limit, used, plan: 'free' } },
  });

  it('limits what is stored: 20 uploads at once do not pass it, and a premium plan has five times as much', async () => {
    const ada = await person('ada');
    const bytes = 100_000; // a small form, so all are read at once
    const send = (letter: string) => ada.call('POST', '/api/media', form({}, { content: letter.repeat(bytes) }));
    const answers = await Promise.all([...'abcdefghijklmnopqrst'].map(send));
    let stored = answers.filter(({ status }) => status === 201).length;
    expect(stored).toBeLessThanOrEqual(STORED / bytes);
    // At once, some are refused that would fit: an upload counts while it is read and when it is stored.
    for (const letter of 'ABCDEFGHIJ') if ((await send(letter)).status === 201) stored += 1;
    expect(stored).toBe(STORED / bytes);
    expect(answers.find(({ status }) => status !== 201)).toMatchObject({ status: 403 });
    expect(await usage(ada)).toEqual({
      ...{ plan: 'free', bytesStored: STORED, bytesToday: STORED, filesToday: stored },
      limits: { fileBytes: LIMIT, storedBytes: STORED, dayBytes: DAILY, dayFiles: FILES },
    });
    expect(await send('z')).toMatchObject(reached('bytesStored', STORED, STORED));
    expect(await storedFiles()).toHaveLength((await countUploads()) + before.length);

    await server().sql(`update users set plan = 'premium' where id = $1`, [ada.id]);
    expect((await send('z')).status).toBe(201);
    expect(await usage(ada)).toMatchObject({ plan: 'premium', limits: { storedBytes: 5 * STORED } });
  });

  it('counts the same bytes once', async () => {
    const ada = await person('ada');
    for (const name of ['a.txt', 'b.txt']) await upload(ada, { content: 'same', name, type: 'text/plain' });
    expect(await usage(ada)).toMatchObject({ bytesStored: 4, filesToday: 2, bytesToday: 8 });
  });

  it('limits the files of a day, also those that were removed', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    for (let file = 0; file < FILES; file++) {
      const body = form({ message: '' }, { content: `${file}`, name: 'a.txt' });
      const sent = await ada.does<MessageView>('POST', `/api/chats/${chat.id}/media-messages`, body);
      await ada.deletes(sent);
    }
    expect(await usage(ada)).toMatchObject({ bytesStored: 0, filesToday: FILES });
    expect(await ada.call('POST', '/api/media', form({}, {}))).toMatchObject(reached('filesToday', FILES, FILES));
  });

  it('is freed when a message is deleted, unless a forward or a scheduled message has the file', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const [chat, notes] = [await ada.opensChatWith(ben), await ada.opensGroup('notes', ben)];
    const send = (content: string) =>
      ada.does<MessageView>(
        'POST',
        `/api/chats/${chat.id}/media-messages`,
        form({ message: '' }, { content, name: 'a.txt' }),
      );
    const [gone, forwarded, scheduled] = [await send('gone'), await send('forwarded'), await send('scheduled')];
    await ada.does('POST', `/api/chats/${notes.id}/forwarded-messages`, { chatId: chat.id, messageId: forwarded.id });
    const media = { id: scheduled.media[0]?.id };
    await ada.does('POST', `/api/chats/${chat.id}/scheduled-messages`, { message: '', media, sendIn: 3600 });

    for (const message of [gone, forwarded, scheduled]) await ada.deletes(message);
    expect(await usage(ada)).toMatchObject({ bytesStored: 'forwarded'.length + 'scheduled'.length, filesToday: 3 });
    expect(await countUploads()).toBe(2);
  });
});
