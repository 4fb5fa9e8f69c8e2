import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { uuidv7 } from 'uuidv7';

import type { MessageView } from '../src/contract/views/message.view.js';
import { allReceived } from './support/all-received.js';
import { form, PNG, read, upload, countUploads } from './support/files.js';
import { people } from './support/people.js';
import type { Answer, Person } from './support/person.js';
import { useServer } from './support/server.js';

useServer();

const send = (who: Person, chat: { id: string }, body: unknown): Promise<Answer<MessageView>> =>
  who.call('POST', `/api/chats/${chat.id}/media-messages`, body);

describe('sending media', () => {
  it('accepts a URL in every form of the body, and takes kind and name from it', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const cat = {
      kind: 'image',
      url: 'https://example.com/a/cat%20one.png',
      name: 'cat one.png',
      mimeType: null,
      size: null,
    };
    const url = cat.url;
    const bodies = [
      { message: '', media: url },
      { message: '', media: { url } },
      { message: '', media: [url] },
      form({ message: '', media: url }),
      form({ 'media[]': JSON.stringify({ url }), message: '' }),
      new URLSearchParams({ message: '', media: JSON.stringify([url]) }),
    ];
    for (const body of bodies) {
      const received = ben.waitFor('message.created');
      expect(await send(ada, chat, body)).toMatchObject({
        status: 201,
        body: { data: { kind: 'media', media: [cat] } },
      });
      expect((await received).media).toMatchObject([cat]);
    }
    const names = [
      { url: `https://example.com/${'x'.repeat(300)}.png`, shown: `${'x'.repeat(251)}.png` },
      { url, name: 'photo\u202egpj.exe', shown: 'photogpj.exe' },
      { url: 'https://example.com/', name: 'AC/DC', shown: 'AC/DC' },
      { url, name: '\u202e', shown: 'cat one.png' },
    ];
    const { data: shown } = (await send(ada, chat, { message: '', media: names })).body;
    expect(shown.media.map(({ name }) => name)).toEqual(names.map((one) => one.shown));
    const named = { url: 'https://example.com/', name: 'Home', mimeType: 'text/html' };
    expect(await send(ada, chat, { message: 'see', media: [named, url] })).toMatchObject({
      body: { data: { media: [{ ...named, kind: 'link' }, cat] } },
    });
  });

  it('refuses invalid URLs, and ids of uploads that are not the caller’s', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const bens = await upload(ben);
    const refused = [
      'cat.png',
      'javascript:alert(1)',
      'data:text/html,x',
      'ftp://example.com/x',
      'https://ada:secret@example.com/x',
      `https://example.com/${'x'.repeat(2048)}`,
      { id: null, url: 'javascript:alert(1)' },
      { id: '', url: 'x' },
      {},
      1,
      [[]],
      [null],
      ['https://example.com', null],
      [['https://example.com']],
      '[[]]',
      { url: { $ne: null } },
      'https://example.com/\u0000',
      'https://example.com/\ud800',
      { url: 'https://example.com', name: 'a\u0000' },
      { url: ['https://example.com'] },
      [],
      '',
      null,
      { id: 'x' },
      Array(21).fill('https://example.com'),
    ];
    for (const media of refused) {
      expect(await send(ada, chat, { message: '', media })).toMatchObject({
        status: 400,
        body: { code: 'request.invalid' },
      });
    }
    for (const id of [bens.id, uuidv7()]) {
      expect(await send(ada, chat, { message: '', media: { id } })).toMatchObject({
        status: 404,
        body: { code: 'media.not_found' },
      });
    }
    expect(await ada.sees(chat)).toEqual([]);
    expect((await send(ben, chat, { message: '', media: { id: bens.id } })).status).toBe(201);
  });

  it('never fetches a URL, neither of media nor in a text', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const asked: (string | undefined)[] = [];
    const site = createServer((request, answer) => {
      asked.push(request.url);
      answer.end();
    }).listen(0, '127.0.0.1');
    await once(site, 'listening');
    const address = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    try {
      const url = `${address}/cat.png`;
      for (const body of [{ message: url, media: [{ url }] }, form({ message: '', media: url })]) {
        expect((await send(ada, chat, body)).status).toBe(201);
      }
      await ada.says(chat, `Look: ${url}`);
      expect((await ben.sees(chat)).flatMap(({ media }) => media)).toMatchObject([{ url }, { url }]);
      await allReceived(ada, chat, ben.socket);
      await fetch(`${address}/by-the-test`);
    } finally {
      site.closeAllConnections();
      site.close();
    }
    expect(asked).toEqual(['/by-the-test']);
  });

  it.each([
    ['file, thumbnail, media, message'],
    ['message, media, thumbnail, file'],
    ['media, file, message, thumbnail'],
    ['thumbnail, message, file, media'],
  ])('accepts a file, a URL and an earlier upload in one message, with the parts of the form as %s', async (order) => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const { id, url } = await upload(ada, { name: 'earlier.png' });
    const picture = new Blob([Uint8Array.from(PNG)], { type: 'image/png' });
    const body = new FormData();
    for (const name of order.split(', ')) {
      if (name === 'file') body.append('media[]', picture, 'new.png');
      else if (name === 'thumbnail') body.append(name, picture, 'dropped.png');
      else if (name === 'message') body.append(name, 'look');
      else body.append(name, JSON.stringify([{ id }, { id: id.toUpperCase() }, 'https://example.com/a.mp4']));
    }

    const { data } = (await send(ada, chat, body)).body;
    expect(data.media.map(({ name, kind }) => [name, kind])).toEqual([
      ['earlier.png', 'image'],
      ['a.mp4', 'video'],
      ['new.png', 'image'],
    ]);
    for (const path of [url, data.media[2]?.url ?? '']) expect((await read(ben, path)).status).toBe(200);
    const media = data.media.map(({ id, kind, name }) => ({ id, kind, name }));
    expect(await ben.sees(chat)).toMatchObject([{ message: 'look', media }]);
    expect(await countUploads()).toBe(2);
  });

  it('is idempotent by id, also when the file is uploaded again; a different file gets 409', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const id = uuidv7();
    // A text is not processed, which would change the message.
    const text = { content: 'some text', name: 'a.txt', type: 'text/plain' };
    const sendFile = (file = {}) => send(ada, chat, form({ id, message: '' }, { ...text, ...file }));

    const [first, again] = [await sendFile(), await sendFile()];
    expect(first.status).toBe(201);
    expect(again).toMatchObject({ status: 201, body: { data: first.body.data } });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    for (const other of [{ name: 'dog.txt' }, { content: 'other' }]) {
      expect(await sendFile(other)).toMatchObject({ status: 409, body: { code: 'message.id_taken' } });
    }
    expect(await ada.sees(chat)).toHaveLength(1);
    expect(await countUploads()).toBe(1);
  });
});
