import { randomUUID } from 'node:crypto';

import type { TestSocket } from './support/test-socket.js';
import { allReceived } from './support/all-received.js';
import { people, person } from './support/people.js';
import { useServer } from './support/server.js';

useServer();

/** How often each race is run. The timing differs from round to round. */
const ROUNDS = 30;

const pause = (turns: number): Promise<void> =>
  turns === 0 ? Promise.resolve() : new Promise<void>((resolve) => setImmediate(resolve)).then(() => pause(turns - 1));

/** Expects that the socket received the creation of the chat first, and then every message in order. */
function expectAllMessages(socket: TestSocket, chatId: string, last: number): void {
  const story = socket.received.flatMap(({ event, payload }): (string | number)[] => {
    const { id, chatId: of, rev } = payload as { id: string; chatId: string; rev: number };
    if (event === 'chat.created' && id === chatId) return [event];
    return event === 'message.created' && of === chatId ? [rev] : [];
  });
  expect(story).toEqual(['chat.created', ...Array.from({ length: last }, (_, i) => i + 1)]);
}

describe('a chat that is created while people are connected', () => {
  it('is pushed to each participant as they see it, and to nobody else', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const onPhone = await ben.connects();

    const received = [ada.waitFor('chat.created'), ben.waitFor('chat.created'), onPhone.waitFor('chat.created')];
    const chat = await ada.opensChatWith(ben);

    const [forAda, forBen, forPhone] = await Promise.all(received);
    expect(forAda).toEqual(chat);
    expect(forBen).toEqual(await ben.chat(chat));
    expect(forPhone).toEqual(forBen);
    expect(forBen).toMatchObject({ title: 'ada', unreadCount: 0, participants: [{ user: { id: ben.id } }, {}] });
    await expect(eve.chat(chat)).rejects.toMatchObject({ code: 'chat.not_found' });
    expect(eve.socket?.all('chat.created')).toEqual([]);
  });

  it('is pushed once: opening it again pushes nothing', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const received = ben.waitFor('chat.created');
    const chats = await Promise.all([ada, ben, ada, ben].map((one) => one.opensChatWith(one === ada ? ben : ada)));
    await received;
    expect(new Set(chats.map(({ id }) => id)).size).toBe(1);
    await allReceived(ada, chats[0] as { id: string }, ada.socket, ben.socket);
    for (const { socket } of [ada, ben]) expect(socket?.all('chat.created')).toHaveLength(1);
  });

  it('loses no message that is sent at the same moment', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const socket = [ada.socket, ben.socket, cleo.socket, await ben.connects()] as TestSocket[];

    for (let round = 0; round < ROUNDS; round++) {
      const id = randomUUID();
      const chat = { id };
      // Most of the first sends arrive before the chat exists, and are refused.
      const early = Array.from({ length: 12 }, (_, turn) =>
        pause(turn * 4).then(() => ada.socket?.request('message.send', { chatId: id, message: `early ${turn}` })),
      );
      await ada.does('POST', '/api/chats', { id, title: 'Now', participants: [ben.id, cleo.id] });
      await Promise.all([...early, ben.says(chat, 'first'), cleo.says(chat, 'second'), ada.says(chat, 'third')]);
      await allReceived(ada, chat, ...socket);
      const { lastSeq } = await ada.chat(chat);
      for (const each of socket) expectAllMessages(each, id, lastSeq);
    }
  });

  it('is not missed by a person who connects at the same moment', async () => {
    const { ada } = await people('ada');
    const ben = await person('ben');

    for (let round = 0; round < ROUNDS; round++) {
      const chat = { id: randomUUID() };
      const coming = pause(round % 10).then(() => ben.connects());
      await ada.does('POST', '/api/chats', { ...chat, title: 'Soon', participants: [ben.id] });
      const said = ada.says(chat, 'hello');
      const socket = await coming;
      const known = socket.all('chat.created').some(({ id }) => id === chat.id);
      const listed = (await ben.chats()).some(({ id }) => id === chat.id);
      await said;
      await allReceived(ada, chat, socket);
      const revs = socket.all('message.created').filter(({ chatId }) => chatId === chat.id);
      expect(known || listed).toBe(true);
      expect(revs.map(({ rev }) => rev)).toEqual(revs[0]?.rev === 1 ? [1, 2] : [2]);
      socket.close();
    }
  });
});
