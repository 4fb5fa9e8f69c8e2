import { randomUUID } from 'node:crypto';

import type { RecipientView, TraceView } from '../src/contract/views/reading.view.js';
import { allReceived } from './support/all-received.js';
import { onAnotherDevice, people, person } from './support/people.js';
import type { Answer, Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer();

const path = (message: { chatId: string; id: string }) => `/api/chats/${message.chatId}/messages/${message.id}/trace`;
const trace = (sender: Person, message: { chatId: string; id: string }) => sender.does<TraceView>('GET', path(message));

/** Status and body as one string, to compare two answers exactly. */
const exactAnswer = ({ status, body }: Answer) => `${status} ${JSON.stringify(body)}`;

const nameDevice = (person: Person, device: string) =>
  server().sql(
    `update sessions set device = $1 where id = (select id from sessions where user_id = $2 order by id desc limit 1)`,
    [device, person.id],
  );

/** A message from Ada in a chat with Ben, who is connected and has received the push. */
async function aPushedMessage() {
  const { ada, ben } = await people('ada', 'ben');
  await nameDevice(ben, 'a phone');
  const chat = await ada.opensChatWith(ben);
  const received = ben.waitFor('message.created');
  const message = await ada.says(chat, 'hello');
  await received;
  const ofBen = async (): Promise<RecipientView | undefined> => (await trace(ada, message)).recipients[0];
  return { ada, ben, chat, message, ofBen };
}

describe('the trace of a message', () => {
  it('shows its sender when it was stored and to which devices it was pushed', async () => {
    const { ada, ben, chat, message } = await aPushedMessage();
    const { id, seq, rev, createdAt } = message;
    const { participantId } = await ben.chat(chat);

    const { data, meta } = (await ada.call<TraceView>('GET', path(message))).body;

    expect(meta).toEqual({ page: 1, perPage: 20, hasMore: false });
    expect(data.message).toEqual({ id, seq, rev, storedAt: createdAt });
    expect(data.recipients).toEqual([
      {
        participantId,
        user: { id: ben.id, name: 'ben', avatar: null, status: 'online', lastSeenAt: expect.any(String) as string },
        state: 'pushed',
        lastReadSeq: 0,
        lastDeliveredSeq: 0,
        devices: [{ device: 'a phone', state: 'pushed', connectedAt: expect.any(String) as string }],
      },
    ]);
    expect(await ben.call('GET', path(message))).toMatchObject({ status: 403, body: { code: 'message.not_yours' } });
  });

  it('shows who had no connected device, and which device connected later', async () => {
    const [{ ada }, ben] = [await people('ada'), await person('ben')];
    const message = await ada.says(await ada.opensChatWith(ben), 'hello');
    expect((await trace(ada, message)).recipients).toMatchObject([{ state: 'no_device', devices: [] }]);

    const socket = await ben.connects();
    const [later] = (await trace(ada, message)).recipients;
    expect(later).toMatchObject({ state: 'no_device', devices: [{ device: 'node', state: 'connected_later' }] });
    expect(Date.parse(later?.devices[0]?.connectedAt ?? '')).toBeGreaterThan(Date.parse(message.createdAt));

    const next = await ada.says({ id: message.chatId }, 'are you there?');
    expect((await trace(ada, next)).recipients).toMatchObject([{ state: 'pushed', devices: [{ state: 'pushed' }] }]);
    expect(socket.client.connected).toBe(true);
  });

  it('lists each device of a person once, also a device with two sockets', async () => {
    const { ben, ofBen } = await aPushedMessage();
    const laptop = await onAnotherDevice(ben);
    await nameDevice(ben, 'a laptop');
    for (const device of [laptop, ben, laptop]) await device.connects();

    expect(await ofBen()).toMatchObject({
      state: 'pushed',
      devices: [
        { device: 'a phone', state: 'pushed' },
        { device: 'a laptop', state: 'connected_later' },
      ],
    });
  });

  it('shows `delivered` or `read` when the mark of the recipient has reached the message', async () => {
    const { ada, ben, chat, message, ofBen } = await aPushedMessage();
    await ben.does('POST', `/api/chats/${chat.id}/delivered`, { seq: message.seq });
    expect(await ofBen()).toMatchObject({ state: 'delivered', lastDeliveredSeq: 1, lastReadSeq: 0 });

    await ben.reads(chat, message.seq);
    expect(await ofBen()).toMatchObject({ state: 'read', lastReadSeq: 1 });

    const next = await ada.says(chat, 'and this?');
    expect((await trace(ada, next)).recipients).toMatchObject([{ state: 'pushed', lastReadSeq: 1 }]);
  });

  it('lists all other participants in pages, in the order in which they joined', async () => {
    const { ada, ben, cleo, dan } = await people('ada', 'ben', 'cleo', 'dan');
    const chat = await ada.opensGroup('A group', ben, cleo, dan);
    const message = await cleo.says(chat, 'hello');
    await allReceived(ada, chat, ben.socket, dan.socket);
    const pages = [1, 2].map((page) => cleo.call<TraceView>('GET', `${path(message)}?page=${page}&limit=2`));
    const [first, second] = (await Promise.all(pages)).map(({ body }) => body);

    const joined = (await cleo.does<{ id: string }[]>('GET', `/api/chats/${chat.id}/participants`)).map(({ id }) => id);
    const recipients = [first, second].flatMap((page) => page?.data.recipients ?? []);
    expect(recipients.map(({ participantId }) => participantId)).toEqual(
      joined.filter((id) => id !== message.participantId),
    );
    expect([first?.meta.hasMore, second?.meta.hasMore]).toEqual([true, false]);
    for (const query of ['limit=101', 'limit=0', 'page=0', 'page=x']) {
      expect((await cleo.call('GET', `${path(message)}?${query}`)).body.code).toBe('request.invalid');
    }
  });
  it('is for the sender only; outsiders get the answer for a chat that does not exist', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const [chat, withEve] = [await ada.opensChatWith(ben), await ada.opensChatWith(eve)];
    const [message, elsewhere] = [await ada.says(chat, 'hello'), await ada.says(withEve, 'hello')];
    const asked = (who: Person, chatId: string, id: string) => who.call('GET', path({ chatId, id }));
    const noChat = exactAnswer(await asked(ada, randomUUID(), message.id));
    const noMessage = exactAnswer(await asked(ada, chat.id, randomUUID()));

    expect((await asked(ada, chat.id, message.id)).status).toBe(200);
    expect((await asked(ben, chat.id, message.id)).body.code).toBe('message.not_yours');
    expect(noChat).toContain('404 {"status":"error","code":"chat.not_found"');
    for (const id of [message.id, 'no-id']) expect(exactAnswer(await asked(eve, chat.id, id))).toBe(noChat);
    expect(exactAnswer(await asked(ada, 'no-id', message.id))).toBe(noChat);
    expect(noMessage).toContain('404 {"status":"error","code":"message.not_found"');
    for (const id of [elsewhere.id, 'no-id', '-1']) expect(exactAnswer(await asked(ada, chat.id, id))).toBe(noMessage);
  });
});
