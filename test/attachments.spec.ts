import { uuidv7 } from 'uuidv7';

import type { MessageView } from '../src/contract/views/message.view.js';
import { NO_STANDING, stepsOf } from './support/sync-calls.js';
import { multipart } from './support/world.js';
import { people } from './support/people.js';
import { useServer } from './support/server.js';

useServer();

const BRIDGE = { kind: 'location', latitude: 52.5079, longitude: 13.3377, name: 'The bridge' };
const TOM = { kind: 'contact', name: 'Tom', phones: ['+49 30 901820'], emails: ['tom@example.com'], userId: null };

async function adaAndBen() {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  const path = `/api/chats/${chat.id}/messages`;
  return { ada, ben, chat, path };
}

describe('the attachments of a message', () => {
  it('are locations or contacts, with or without a text, and are removed with the message', async () => {
    const { ada, ben, chat } = await adaAndBen();
    const received = ben.waitFor('message.created');
    const there = await ada.says(chat, 'meet me here', { attachments: [BRIDGE] });
    expect(there).toMatchObject({ kind: 'location', message: 'meet me here', attachments: [BRIDGE], media: [] });
    const { starred: _, ...shared } = there;
    expect(await received).toEqual(shared);

    const bare = { kind: 'contact', name: 'Ada', userId: ada.id.toUpperCase() };
    const contacts = await ada.says(chat, '', { attachments: [TOM, bare] });
    const ada_ = { kind: 'contact', name: 'Ada', phones: [], emails: [], userId: ada.id };
    expect(contacts).toMatchObject({ kind: 'contact', message: '', attachments: [TOM, ada_] });
    const plain = await ada.says(chat, 'no more', { reply: there.id, attachments: [] });
    expect(plain).toMatchObject({ kind: 'text', attachments: [], reply: { kind: 'location' } });

    expect(await ben.sees(chat)).toEqual([plain, contacts, there]);
    await ada.deletes(plain);
    await ada.edits(contacts, 'two to call');
    const [step] = await stepsOf(ben, chat, NO_STANDING);
    expect(step?.messages.map(({ attachments }) => attachments)).toEqual([[BRIDGE], [TOM, ada_], []]);
    const last = await ada.says(chat, '', { attachments: [{ kind: 'location', latitude: -90, longitude: 180 }] });
    expect(last.attachments).toEqual([{ kind: 'location', latitude: -90, longitude: 180, name: null }]);
    expect((await ben.chats())[0]?.lastMessage).toEqual(last);
    await ben.deletes(last, 'me');
    expect((await ben.chat(chat)).lastMessage).toMatchObject({ kind: 'location', attachments: [] });
    const gone = await ada.deletes(there);
    expect(gone).toMatchObject({ kind: 'location', message: '', attachments: [] });
    expect((await ben.sees(chat)).at(-1)).toEqual(gone);
  });

  it('are refused if they are invalid or too many, or if the message also has media or a poll', async () => {
    const { ada, path } = await adaAndBen();
    const place = (more: object) => [{ ...BRIDGE, ...more }];
    const person = (more: object) => [{ ...TOM, ...more }];
    const wrong: unknown[] = [
      [BRIDGE, TOM],
      Array(11).fill(BRIDGE),
      [{ kind: 'poll' }],
      [{}],
      [null],
      ['x'],
      'x',
      5,
      {},
      '{"kind":"location"}',
      '[{"kind":{"constructor":1}}]',
      ...[91, -91, '5', null, NaN].map((latitude) => place({ latitude })),
      place({ longitude: 180.1 }),
      place({ name: 'x'.repeat(201) }),
      ...['', null, 'x\u0000', 'x'.repeat(121)].map((name) => person({ name })),
      ...['x', [5], [''], Array(11).fill('1')].map((phones) => person({ phones })),
      ...[['nobody'], ['a@b'], 'tom@example.com'].map((emails) => person({ emails })),
      person({ userId: 'x' }),
    ];
    for (const attachments of wrong) {
      const answer = await ada.call('POST', path, { message: 'look', attachments });
      expect([attachments, answer.status, answer.body.code]).toEqual([attachments, 400, 'request.invalid']);
    }
    const both = { message: '', media: 'https://example.com/a.png', attachments: [BRIDGE] };
    for (const call of [path, path.replace('messages', 'media-messages')]) {
      expect(await ada.call('POST', call, both)).toMatchObject({ status: 400 });
    }
    expect(await ada.call('POST', path, { ...both, media: undefined, poll: { options: ['a', 'b'] } })).toMatchObject({
      status: 400,
    });
    expect(await ada.call('POST', path, { message: '' })).toMatchObject({ status: 400 });
    expect(await ada.call('POST', path, { message: '', attachments: [] })).toMatchObject({ status: 400 });
    const one = { ...both, media: undefined };
    expect(await ada.call('POST', path, one)).toMatchObject({ status: 201, body: { data: { seq: 1, media: [] } } });
  });

  it('are accepted in forms and over the socket; a retry with other attachments gets 409', async () => {
    const { ada, ben, chat, path } = await adaAndBen();
    const fields = { message: '', attachments: JSON.stringify([BRIDGE]) };
    for (const form of [new URLSearchParams(fields), multipart(fields)]) {
      expect(await ada.does<MessageView>('POST', path, form)).toMatchObject({ attachments: [BRIDGE] });
    }
    const received = ben.waitFor('message.created', ({ seq }) => seq === 3);
    const ack = await ada.socket?.request('message.send', { chatId: chat.id, message: '', attachments: [TOM] });
    expect(ack).toMatchObject({ status: 'success', data: { kind: 'contact', attachments: [TOM] } });
    expect(await received).toMatchObject({ attachments: [TOM] });

    const id = uuidv7();
    const send = (attachments?: object[]) => ada.call('POST', path, { id, message: 'here', attachments });
    const first = await send([BRIDGE]);
    const again = await send([{ ...BRIDGE, ignored: true }]);
    expect([again.status, again.body.data]).toEqual([201, first.body.data]);
    for (const other of [undefined, [TOM], [{ ...BRIDGE, name: null }], [BRIDGE, BRIDGE]]) {
      expect(await send(other)).toMatchObject({ status: 409, body: { code: 'message.id_taken' } });
    }
  });
});
