import { uuidv7 } from 'uuidv7';

import type { ScheduledMessageView } from '../src/contract/views/scheduling.view.js';
import type { MessageView } from '../src/contract/views/message.view.js';
import { form, upload } from './support/files.js';
import { asksToSchedule, changesScheduled, hours, makeAllDue } from './support/scheduling.js';
import { people } from './support/people.js';
import type { Person } from './support/person.js';
import { useServer } from './support/server.js';

useServer();

interface Reply {
  status: number;
  body: { code?: string; details?: { field: string }[]; data?: MessageView | ScheduledMessageView };
}

/** A way to send a message. It takes the body and returns the answer. */
type SendCall = (who: Person, chat: { id: string }, body: object) => Promise<Reply>;

const post =
  (call: string): SendCall =>
  async (who, chat, body) =>
    await who.call('POST', `/api/chats/${chat.id}/${call}`, body);

const SEND_CALLS: Record<string, SendCall> = {
  'POST …/messages': post('messages'),
  'message.send': async (who, chat, body) => {
    const ack = await who.socket?.request('message.send', { chatId: chat.id, ...body });
    return { status: ack?.status === 'success' ? 201 : 400, body: ack as Reply['body'] };
  },
  'POST …/scheduled-messages': async (who, chat, body) =>
    await asksToSchedule(who, chat, { sendAt: hours(1), ...body }),
};

const PLACE = { kind: 'location', latitude: 52.5, longitude: 13.4, name: null };
const TOM = { kind: 'contact', name: 'Tom', phones: [], emails: [], userId: null };
const URL_OF_A_PICTURE = 'https://example.com/cat.png';
const POLL = { options: ['this', 'that'] };

/** What a message may contain besides a text, and the kind that it then has. */
const CONTENT: [kind: string, body: object][] = [
  ['media', { media: URL_OF_A_PICTURE }],
  ['media', { media: [{ url: 'https://example.com/note.ogg', mimeType: 'audio/ogg' }] }],
  ['location', { attachments: [PLACE] }],
  ['contact', { attachments: [TOM] }],
  ['poll', { poll: POLL }],
];

const NO_TEXT = [{}, { message: '' }, { message: null }];

async function adaAndBen() {
  const { ada, ben } = await people('ada', 'ben');
  return { ada, ben, chat: await ada.opensChatWith(ben) };
}

describe.each(Object.entries(SEND_CALLS))('a message without a text, over %s', (_, send) => {
  it('is sent if it has other content, and refused if it has none', async () => {
    const { ada, chat } = await adaAndBen();
    for (const [kind, content] of CONTENT) {
      for (const text of NO_TEXT) {
        const { status, body } = await send(ada, chat, { ...content, ...text });
        expect([content, text, status, body.data?.kind, body.data?.message]).toEqual([content, text, 201, kind, '']);
      }
    }
    const nothing = [{}, { media: [] }, { media: null }, { media: '' }, { attachments: [] }, { poll: null }];
    for (const content of [...nothing, { mentions: [] }]) {
      for (const text of NO_TEXT) {
        const refused = { status: 400, body: { code: 'request.invalid', details: [{ field: 'message' }] } };
        expect(await send(ada, chat, { ...content, ...text })).toMatchObject(refused);
      }
    }
    expect((await send(ada, chat, { message: 5, poll: POLL })).status).toBe(400);
  });

  it('is the same message whether its text is missing, empty or null', async () => {
    const { ada, chat } = await adaAndBen();
    for (const [, content] of CONTENT) {
      const id = uuidv7();
      const answers = [];
      for (const text of NO_TEXT) answers.push(await send(ada, chat, { id, ...content, ...text }));
      expect(answers.map(({ body }) => body.data)).toEqual(Array(3).fill(answers[0]?.body.data));
      expect((await send(ada, chat, { id, ...content, message: 'a text' })).body.code).toBe('message.id_taken');
    }
  });
});

describe('a message without a text', () => {
  it('is shown with an empty text in pushes, in the chat, in replies and in forwarded messages', async () => {
    const { ada, ben, chat } = await adaAndBen();
    const there = await ben.opensGroup('There', ada);
    for (const [kind, content] of CONTENT) {
      const pushed = ben.waitFor('message.created', (one) => one.chatId === chat.id);
      const { data } = (await ada.call<MessageView>('POST', `/api/chats/${chat.id}/messages`, content)).body;
      expect(await pushed).toMatchObject({ id: data.id, kind, message: '' });
      expect((await ben.chat(chat)).lastMessage).toMatchObject({ id: data.id, kind, message: '' });
      const reply = await ben.says(chat, 'oh', { reply: data.id });
      expect(reply.reply).toMatchObject({ id: data.id, kind, message: '' });
      const forward = { chatId: chat.id, messageId: data.id };
      const forwarded = await ben.call('POST', `/api/chats/${there.id}/forwarded-messages`, forward);
      if (kind === 'poll') expect(forwarded.body.code).toBe('message.not_forwardable');
      else expect(forwarded.body.data).toMatchObject({ kind, message: '' });
    }
    const found = await ben.does<MessageView[]>('GET', `/api/chats/${chat.id}/search-messages?q=oh`);
    expect(found).toHaveLength(CONTENT.length);
  });

  it('can lose its text and get one by an edit, if it has other content', async () => {
    const { ada, chat } = await adaAndBen();
    for (const [, content] of CONTENT) {
      const sent = await ada.does<MessageView>('POST', `/api/chats/${chat.id}/messages`, {
        ...content,
        message: 'look',
      });
      for (const text of ['', null, 'look again', '']) {
        const path = `/api/chats/${chat.id}/messages/${sent.id}`;
        expect(await ada.does('PATCH', path, { message: text })).toMatchObject({
          kind: sent.kind,
          message: text ?? '',
        });
      }
    }
    const plain = await ada.says(chat, 'only words');
    await expect(ada.edits(plain, '')).rejects.toMatchObject({ details: [{ field: 'message' }] });
  });

  it('can be a scheduled message that has lost its text before it is sent, if it has other content', async () => {
    const { ada, ben, chat } = await adaAndBen();
    for (const [kind, content] of CONTENT) {
      const { data } = (await asksToSchedule(ada, chat, { ...content, message: 'soon', sendAt: hours(1) })).body;
      const waiting = data as ScheduledMessageView;
      expect(await changesScheduled(ada, waiting, { message: '' })).toMatchObject({ kind, message: '' });
      const received = ben.waitFor('message.created', ({ id }) => id === waiting.id);
      await makeAllDue();
      expect(await received).toMatchObject({ kind, message: '' });
    }
    const words = (await asksToSchedule(ada, chat, { message: 'only words', sendAt: hours(1) })).body.data;
    const emptied = changesScheduled(ada, words as ScheduledMessageView, { message: '' });
    await expect(emptied).rejects.toMatchObject({ details: [{ field: 'message' }] });
  });

  it('is accepted in forms; only the documented call for media requires the key `message`', async () => {
    const { ada, chat } = await adaAndBen();
    const { id } = await upload(ada);
    const path = `/api/chats/${chat.id}/messages`;
    const bodies = [
      new URLSearchParams({ media: URL_OF_A_PICTURE }),
      new URLSearchParams({ message: '', poll: JSON.stringify(POLL) }),
      form({ media: JSON.stringify({ id }) }),
      form({ message: '', attachments: JSON.stringify([PLACE]) }),
    ];
    for (const body of bodies) expect((await ada.does<MessageView>('POST', path, body)).message).toBe('');
    const documented = `/api/chats/${chat.id}/media-messages`;
    expect((await ada.call('POST', documented, { message: '', media: URL_OF_A_PICTURE })).status).toBe(201);
    const refused = { status: 400, body: { details: [{ field: 'message' }] } };
    expect(await ada.call('POST', documented, { media: URL_OF_A_PICTURE })).toMatchObject(refused);
  });

  it('may be a draft that is only a reply', async () => {
    const { ada, chat } = await adaAndBen();
    const { id } = await ada.says(chat, 'hello');
    const draft = { reply: id, version: 0 };
    expect(await ada.does('PUT', `/api/chats/${chat.id}/draft`, draft)).toMatchObject({
      draft: { message: '', reply: id },
    });
  });
});
