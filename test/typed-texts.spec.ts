import type { SessionView } from '../src/contract/views/user.view.js';
import type { MessageView } from '../src/contract/views/message.view.js';
import type { ReportView } from '../src/contract/views/report.view.js';
import { asksToSchedule, changesScheduled, hours, schedules } from './support/scheduling.js';
import { people } from './support/people.js';
import { call, type Person } from './support/person.js';
import { server, useServer } from './support/server.js';
import { aGroup, sendOverRest, sendOverSocket, TYPED_LINES } from './support/typed-lines.js';

useServer();

const BLANKS = [
  '   ',
  '\n',
  '\u00a0\u3000',
  '\u200b',
  '\u3164',
  '\u115f',
  '\u2800',
  '\u00ad',
  '\ufe0f',
  '\u202e\u202c',
];
const TAGS = '\u{e0061}\u{e007f}';
/** What somebody typed or pasted, and what everybody sees. */
const LINES: [typed: string, shown: string][] = [
  ['Ada\n', 'Ada'],
  [' \u200bAda\r\nLovelace\ufeff ', 'Ada Lovelace'],
  ['Ada\u2028Lovelace', 'Ada Lovelace'],
  ['Ada\u202egpj.exe', 'Adagpj.exe'],
  ['\u2067Ada', 'Ada'],
  ['\u202bAda\u202c', 'Ada'],
];
const AS_THEY_ARE = ['می‌خواهم', 'क्‍ष', '👩‍👩‍👧', 'Ada ❤️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'שלום', 'Ada  L.', 'O\u2019Neill'];

describe.each(Object.entries(TYPED_LINES))('%s', (_, set) => {
  it('is one line, cannot change the direction of the text around it, and has a visible character', async () => {
    const world = await aGroup();
    for (const [typed, shown] of LINES) expect((await set(world, typed)).seen).toBe(shown);
    for (const text of AS_THEY_ARE) expect((await set(world, text)).seen).toBe(text);
    for (const blank of [...BLANKS, TAGS]) {
      const { answer } = await set(world, blank);
      expect([blank, answer.body.code]).toEqual([blank, 'request.invalid']);
    }
  });
});

it('the name of a media item is one line, too; without a visible character it is taken from the URL', async () => {
  const { ada, path } = await aGroup();
  const shown = async (name: string) => {
    const media = { url: 'https://example.com/a.png', name };
    return (await ada.does<MessageView>('POST', `${path}/media-messages`, { message: '', media })).media[0]?.name;
  };
  for (const [typed, seen] of LINES) expect(await shown(typed)).toBe(seen);
  for (const blank of [...BLANKS, TAGS]) expect([blank, await shown(blank)]).toEqual([blank, 'a.png']);
});

describe('other texts', () => {
  it('a device name is made one line, and is null without a visible character', async () => {
    const { ada } = await people('ada');
    const from = async (device: string) => {
      const headers = { 'user-agent': device };
      const credentials = { email: ada.login.user.email, password: ada.password };
      const { body } = await call('POST', '/api/login', credentials, headers);
      const signedIn = { authorization: `Bearer ${(body as unknown as { token: string }).token}` };
      return (await call<SessionView[]>('GET', '/api/me/sessions', undefined, signedIn)).body.data[0]?.device;
    };
    expect(await from('Ada\u0085phone\u00ad')).toBe('Ada phone');
    expect(await from('\u00ad\u00a0')).toBeNull();
  });

  it('a file name is made one line, and is null without a visible character', async () => {
    const { ada, path } = await aGroup();
    const form = new FormData();
    form.append('message', '');
    form.append('media', new Blob(['some text']), '\u3164\u200b');
    form.append('media', new Blob(['some text']), 'a\u2067\u2028b.txt ');
    const { media } = await ada.does<MessageView>('POST', `${path}/media-messages`, form);
    expect(media.map(({ name }) => name)).toEqual([null, 'a b.txt']);
  });

  it('a description and a comment are refused without a visible character, and keep their lines', async () => {
    const { ada, ben, chat, path } = await aGroup();
    const text = ' one\n\n\ttwo \u200f ';
    expect(await ada.sets(chat, { description: text })).toMatchObject({ description: text });
    expect(await ada.sets(chat, { description: 'a\u202eb\nc' })).toMatchObject({ description: 'ab\nc' });
    const said = await ben.says(chat, 'buy now');
    const reports = (comment: string) =>
      ada.call<ReportView>('POST', `${path}/messages/${said.id}/report`, { reason: 'spam', comment });
    for (const blank of BLANKS) {
      await expect(ada.sets(chat, { description: blank })).rejects.toMatchObject({ code: 'request.invalid' });
      const details = [{ field: 'comment', rule: 'isText', message: expect.stringContaining('visible') as string }];
      expect((await reports(blank)).body).toMatchObject({ code: 'request.invalid', details });
    }
    expect((await reports(`${text}\u202e`)).body.data).toMatchObject({ comment: text });
  });
});

describe('a message', () => {
  it('without a visible character is refused in sends, in scheduled messages and in edits, and is not kept as a draft', async () => {
    const world = await aGroup();
    const { ada, chat, path } = world;
    const said = await ada.says(chat, 'hello');
    const planned = await schedules(ada, chat, 'later');
    const refused = { status: 'error', code: 'request.invalid', details: [{ field: 'message', rule: 'isText' }] };
    for (const message of [...BLANKS, TAGS]) {
      expect((await sendOverRest(world, { message })).body).toMatchObject(refused);
      expect((await sendOverSocket(world, { message })).body).toMatchObject(refused);
      expect((await asksToSchedule(ada, chat, { message, sendAt: hours(1) })).body).toMatchObject(refused);
      await expect(ada.edits(said, message)).rejects.toMatchObject(refused);
      await expect(changesScheduled(ada, planned, { message })).rejects.toMatchObject(refused);
      const draft = await draftOf(ada, path, message);
      expect(draft.draft).toBeNull();
    }
    expect(await ada.sees(chat)).toEqual([said]);
  });

  it('without a visible character has an empty text if it has other content', async () => {
    const world = await aGroup();
    const { ada, path, chat } = world;
    const place = { kind: 'location', latitude: 1, longitude: 2 };
    const media = 'https://example.com/a.png';
    for (const message of BLANKS) {
      expect((await sendOverRest(world, { message, attachments: [place] })).body.data.message).toBe('');
      expect((await sendOverSocket(world, { message, attachments: [place] })).body.data.message).toBe('');
      const shown = await ada.does<MessageView>('POST', `${path}/media-messages`, { message, media });
      expect(shown.message).toBe('');
    }
    expect(await schedules(ada, chat, '\u200b', { media, sendAt: hours(1) })).toMatchObject({ message: '' });
  });

  it('is otherwise stored as it was sent, and texts that were stored before are shown as they are', async () => {
    const { ada, ben, chat } = await aGroup();
    const text = ' one\n\u202etwo\u202c \u200b\n';
    expect((await ada.says(chat, text)).message).toBe(text);
    await server().sql(`update messages set body = $1 where chat_id = $2`, ['\u200b', chat.id]);
    await server().sql(`update users set name = $1 where id = $2`, ['a\u202eda\n', ada.id]);
    expect((await ben.sees(chat))[0]).toMatchObject({ message: '\u200b', sender: { name: 'a\u202eda\n' } });
  });
});

async function draftOf(who: Person, path: string, message: string): Promise<{ draft: unknown }> {
  const { draftVersion } = await who.does<{ draftVersion: number }>('GET', path);
  await who.does('PUT', `${path}/draft`, { message, version: draftVersion });
  return who.does('GET', path);
}
