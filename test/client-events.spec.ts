import { randomUUID } from 'node:crypto';

import { CLIENT_EVENTS, type ClientEvent } from '../src/contract/events.js';
import { type ErrorCode, ERRORS } from '../src/contract/errors.js';
import { people } from './support/people.js';
import { useServer } from './support/server.js';
import { place } from './support/unknown-keys.js';

useServer();

describe('an event of a client', () => {
  it('is acknowledged with the answer that REST gives', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const asks = (event: ClientEvent, payload: object) => ada.socket?.request(event, { chatId: chat.id, ...payload });
    const id = randomUUID();

    const sent = await asks('message.send', { message: 'hello', id });
    const [data] = await ada.sees(chat);
    expect(sent).toEqual({ status: 'success', data });
    expect(await asks('message.send', { message: 'hello', id })).toEqual({
      status: 'success',
      data,
      meta: { replayed: true },
    });
    expect(await asks('message.send', { message: 'hullo', id })).toMatchObject({ code: 'message.id_taken' });
    expect(await asks('message.send', { message: 'x', reply: randomUUID() })).toMatchObject({
      code: 'message.reply_not_found',
    });
    expect(await asks('chat.read', { seq: 1 })).toEqual({ status: 'success', data: await ada.reads(chat, 1) });
    expect(await asks('typing.start', {})).toEqual({ status: 'success' });
    expect(await asks('typing.stop', {})).toEqual({ status: 'success' });
    expect(await ada.socket?.request('presence.set', { status: 'online' })).toEqual({ status: 'success' });
  });

  it('is refused with the same error and details as over REST', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const path = `/api/chats/${chat.id}/messages`;

    for (const body of [{}, { message: '' }, { message: 'a', reply: 'b' }, { message: 5, id: 6 }]) {
      const ack = await ada.socket?.request('message.send', { chatId: chat.id, ...body });
      const answer = (await ada.call('POST', path, body)).body;
      expect(ack).toEqual({ ...answer, details: expect.arrayContaining(answer.details ?? []) as unknown });
      expect(ack).toMatchObject({ code: 'request.invalid', details: { length: answer.details?.length } });
    }
    for (const chatId of ['x', randomUUID(), '../..', '\u0000', chat.id.slice(1)]) {
      const ack = await ada.socket?.request('message.send', { chatId, message: 'a' });
      expect(ack).toEqual((await ada.call('POST', `/api/chats/${randomUUID()}/messages`, { message: 'a' })).body);
    }
  });

  it('is refused with `event.unknown` if the server does not know its name', async () => {
    const { ada } = await people('ada');
    const { status: _, ...unknown } = { ...ERRORS['event.unknown'], code: 'event.unknown' satisfies ErrorCode };
    const names = ['x', '', 'message.created', 'constructor', '__proto__', 'toString', 'message.send ', '\u0000', '*'];
    for (const name of names) {
      const ack = await ada.socket?.request(name as ClientEvent, { chatId: 'x' });
      expect(ack).toMatchObject({ status: 'error', ...unknown });
    }
  });

  it.each(Object.keys(CLIENT_EVENTS) as ClientEvent[])(
    '%s may have any payload, with or without an ack: the server answers, and the socket stays connected',
    async (event) => {
      const { ada, ben } = await people('ada', 'ben');
      const chat = await ada.opensChatWith(ben);
      const payloads = [
        undefined,
        null,
        0,
        -1,
        1e99,
        '',
        'x',
        true,
        [],
        [[]],
        [{ chatId: chat.id }],
        {},
        Buffer.from('x'),
      ];
      const inside = payloads.map((value) => ({ chatId: chat.id, message: value, seq: value, status: value }));
      const outside = payloads.map((value) => ({ chatId: value, message: 'x', seq: 0, status: 'away' }));

      for (const payload of [...payloads, ...inside, ...outside]) {
        ada.socket?.client.emit(event, payload); // without an ack
        const ack = await ada.socket?.request(event, payload);
        if (ack?.status === 'error') expect(['request.invalid', 'chat.not_found']).toContain(ack.code);
      }
      for (const args of [[], [{}, {}, {}], [1, 2, 'three']]) {
        // `sync` without a payload or with an empty object is valid: it requests the digest.
        const fits = event === 'sync' && args[0] !== 1;
        const answer: unknown = await ada.socket?.client.emitWithAck(event, ...args);
        expect(answer).toMatchObject(fits ? { status: 'success' } : { code: 'request.invalid' });
      }
      expect(ada.socket?.client.connected).toBe(true);
    },
  );
});

describe('an unknown key in an event', () => {
  const good = ({ id }: { id: string }): Record<ClientEvent, object> => ({
    'message.send': { chatId: id, message: 'hi', media: null, reply: null },
    'chat.read': { chatId: id, seq: 1 },
    'chat.delivered': { chatId: id, seq: 1 },
    'typing.start': { chatId: id },
    'typing.stop': { chatId: id },
    'presence.set': { status: 'online' },
    sync: {},
  });

  it.each(Object.keys(CLIENT_EVENTS) as ClientEvent[])('is refused by %s', async (event) => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const payload = good(chat)[event];
    const unknown = { code: 'request.invalid', details: [{ field: 'mesage', rule: 'isKnown' }] };

    expect(await ada.socket!.request(event, { ...payload, mesage: 1 })).toMatchObject(unknown);
    expect(await ada.socket!.request(event, payload)).toMatchObject({ status: 'success' });
  });

  it('is refused also inside a poll, media or attachments', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const send = { chatId: chat.id, message: 'hi' };
    const tries: [string, object][] = [
      ['poll.closeAt', { poll: { options: ['a', 'b'], closeAt: 'never' } }],
      ['media.0.naem', { media: { url: 'https://example.com/', naem: 'x' } }],
      ['attachments.0.lat', { attachments: [{ ...place(), lat: 1 }] }],
    ];
    for (const [field, more] of tries) {
      expect(await ada.socket!.request('message.send', { ...send, ...more })).toMatchObject({ details: [{ field }] });
    }
    expect(await ben.sees(chat)).toEqual([]);
  });
});
