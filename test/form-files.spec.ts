import { uuidv7 } from 'uuidv7';

import type { ScheduledMessageView } from '../src/contract/views/scheduling.view.js';
import type { MessageView } from '../src/contract/views/message.view.js';
import { form, read, countUploads } from './support/files.js';
import { hours } from './support/scheduling.js';
import { people, person } from './support/people.js';
import { useServer } from './support/server.js';

useServer();

async function adaAndBen() {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  const path = `/api/chats/${chat.id}`;
  return { ada, ben, chat, path, messages: `${path}/messages` };
}

const fileAs = (name: string): FormData => form({ message: 'look' }, { as: name });

function later(body: FormData): FormData {
  body.append('sendAt', hours(1));
  return body;
}

describe('a file of a form', () => {
  it.each(['media', 'media[]', 'media[0]'])('named %s is sent with a message or a scheduled message', async (name) => {
    const { ada, ben, path } = await adaAndBen();
    const received = ben.waitFor('message.created');
    const sent = await ada.does<MessageView>('POST', `${path}/messages`, fileAs(name));
    expect(sent).toMatchObject({ kind: 'media', message: 'look', media: [{ name: 'cat.png', kind: 'image' }] });
    expect((await received).media).toEqual(sent.media);
    expect((await read(ben, sent.media[0]?.url ?? '')).status).toBe(200);
    const documented = await ada.does<MessageView>('POST', `${path}/media-messages`, fileAs(name));
    expect(documented.media).toMatchObject([{ name: 'cat.png' }]);
    const waiting = await ada.does<ScheduledMessageView>('POST', `${path}/scheduled-messages`, later(fileAs(name)));
    expect(waiting).toMatchObject({ kind: 'media', media: [{ name: 'cat.png' }] });
    expect((await read(ada, waiting.media[0]?.url ?? '')).status).toBe(200);
  });

  it('is stored once, however often the send is repeated; it needs no text and may come with other media', async () => {
    const { ada, messages } = await adaAndBen();
    const id = uuidv7();
    // A text is not processed, which would change the message.
    const text = { content: 'some text', name: 'a.txt', type: 'text/plain' };
    const send = (fields = {}) => ada.call<MessageView>('POST', messages, form({ id, ...fields }, text));
    const [first, again, empty] = [await send(), await send(), await send({ message: '' })];
    expect([first.status, again.body.data, empty.body.data]).toEqual([201, first.body.data, first.body.data]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await send({ message: 'other' })).toMatchObject({ status: 409, body: { code: 'message.id_taken' } });
    const both = form({ media: 'https://example.com/cat.png', message: '' }, {});
    const sent = await ada.does<MessageView>('POST', messages, both);
    expect(sent.media).toMatchObject([{ url: 'https://example.com/cat.png' }, { name: 'cat.png' }]);
    expect(await countUploads()).toBe(2);
  });

  it('with an unknown name, beside a poll or from an outsider is refused, and nothing of it is stored', async () => {
    const { ada, ben, chat, path, messages } = await adaAndBen();
    for (const name of ['file', 'photo', 'message', 'media[url]']) {
      for (const call of ['messages', 'scheduled-messages']) {
        const answer = await ada.call('POST', `${path}/${call}`, later(fileAs(name)));
        expect([call, answer.status, answer.body.details]).toMatchObject([call, 400, [{ field: name }]]);
        expect(answer.body.details?.[0]?.message).toMatch(/parts named media/);
      }
    }
    const beside = form({ poll: JSON.stringify({ options: ['a', 'b'] }) }, {});
    expect(await ada.call('POST', messages, beside)).toMatchObject({ status: 400 });
    const eve = await person('eve');
    const notHers = { status: 404, body: { code: 'chat.not_found' } };
    expect(await eve.call('POST', messages, fileAs('media'))).toMatchObject(notHers);
    expect(await countUploads()).toBe(0);
    expect(await ben.sees(chat)).toEqual([]);
  });

  it('is refused where only text is accepted, and ignored if the user chose none', async () => {
    const { ada, messages } = await adaAndBen();
    const body = new FormData();
    body.append('name', new Blob(['Ada']), 'name.txt');
    const refused = { status: 400, body: { details: [{ field: 'name' }] } };
    expect(await ada.call('PATCH', '/api/me', body)).toMatchObject(refused);
    for (const [method, path, fields, status] of [
      ['PATCH', '/api/me', { name: 'Ada' }, 200],
      ['POST', messages, { message: 'hi' }, 201],
    ] as const) {
      const unchosen = form(fields);
      unchosen.append('media', new Blob([]), '');
      expect((await ada.call(method, path, unchosen)).status).toBe(status);
    }
  });
});
