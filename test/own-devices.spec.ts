import type { ServerEvent } from '../src/contract/events.js';
import type { TestSocket } from './support/test-socket.js';
import { allReceived } from './support/all-received.js';
import { people } from './support/people.js';
import { Person } from './support/person.js';
import { useServer } from './support/server.js';

useServer();

interface PrivateChange {
  event: ServerEvent;
  call: (chat: string, message: string, participant: string) => [method: string, path: string, body?: object];
  fields: object;
}

const CASES: PrivateChange[] = [
  { event: 'chat.pinned', call: (chat) => ['POST', `/api/chats/${chat}/toggle-pin`], fields: { pinned: true } },
  { event: 'chat.pinned', call: (chat) => ['DELETE', `/api/chats/${chat}/pin`], fields: { pinned: false } },
  { event: 'chat.archived', call: (chat) => ['POST', `/api/chats/${chat}/toggle-archive`], fields: { archived: true } },
  { event: 'chat.archived', call: (chat) => ['PUT', `/api/chats/${chat}/archive`], fields: { archived: true } },
  {
    event: 'message.starred',
    call: (chat, message, me) => ['POST', `/api/chats/${chat}/messages/${message}/starred/${me}`],
    fields: { starred: true },
  },
  {
    event: 'message.starred',
    call: (chat, message) => ['DELETE', `/api/chats/${chat}/messages/${message}/star`],
    fields: { starred: false },
  },
  {
    event: 'chat.read',
    call: (chat) => ['POST', `/api/chats/${chat}/read`, { seq: 1 }],
    fields: { lastReadSeq: 1, unreadCount: 0 },
  },
  {
    event: 'chat.delivered',
    call: (chat) => ['POST', `/api/chats/${chat}/delivered`, { seq: 1 }],
    fields: { lastDeliveredSeq: 1 },
  },
];

describe('a private change', () => {
  it.each(CASES)(
    '$event $tells is pushed to all devices of its person and to nobody else',
    async ({ event, call, fields }) => {
      const { ada, ben } = await people('ada', 'ben');
      const onPhone = await ada.connects();
      const chat = await ada.opensChatWith(ben);
      const message = await ben.says(chat, 'hello');
      const doIt = (one: Person) => one.call(...call(chat.id, message.id, chat.participantId));

      const received = [ada.waitFor(event), onPhone.waitFor(event)];
      expect(await doIt(ada)).toMatchObject({ status: 200 });

      for (const payload of await Promise.all(received)) expect(payload).toMatchObject({ chatId: chat.id, ...fields });
      await allReceived(ada, chat, ben.socket);
      expect(ben.socket?.all(event)).toEqual([]);
    },
  );

  it.each([
    ['chat.pinned', 'pinned'],
    ['chat.archived', 'archived'],
    ['message.starred', 'starred'],
  ] as const)('%s is pushed in the order of the changes, also when several are made at once', async (event, flag) => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const message = await ben.says(chat, 'hello');
    const toggle = CASES.find((one) => one.event === event)?.call(chat.id, message.id, chat.participantId);
    if (!toggle) throw new Error(`no toggle tells ${event}`);

    const answers = await Promise.all(Array.from({ length: 12 }, () => ada.call(...toggle)));
    await allReceived(ada, chat, ada.socket);

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const pushed = ada.socket?.all(event).map((payload) => (payload as unknown as Record<string, boolean>)[flag]);
    expect(pushed).toEqual(Array.from({ length: 12 }, (_, nth) => nth % 2 === 0));
    expect(ada.socket?.all(event).map(({ mine }) => mine)).toEqual(Array.from({ length: 12 }, (_, nth) => nth + 1));
  });

  it.each([
    ['chat.pinned', 'pinned'],
    ['chat.archived', 'archived'],
    ['message.starred', 'starred'],
  ] as const)(
    '%s is pushed once for each `mine`, and the highest one has the current state, whichever nodes made the changes',
    async (event, flag) => {
      const { ada, ben } = await people('ada', 'ben');
      const chat = await ada.opensChatWith(ben);
      const message = await ben.says(chat, 'hello');
      const toggle = CASES.find((one) => one.event === event)?.call(chat.id, message.id, chat.participantId);
      if (!toggle) throw new Error(`no toggle tells ${event}`);
      const elsewhere = Object.assign(new Person(ada.name, ada.login, ada.password), { crossed: true });

      const numbers = Array.from({ length: 13 }, (_, nth) => nth + 1);
      const pushed = numbers.map((number) => ada.waitFor(event, ({ mine }) => mine === number));
      await Promise.all(numbers.map((number) => (number % 2 === 0 ? ada : elsewhere).call(...toggle)));
      const last = (await Promise.all(pushed)).at(-1);

      // After an odd number of toggles the state differs from the first one.
      expect(last).toMatchObject({ [flag]: true, mine: 13 });
      const now = { ...(await ada.chat(chat)), starred: (await ada.sees(chat))[0]?.starred };
      expect(now[flag]).toBe(true);
      expect(ada.socket?.all(event)).toHaveLength(13);
    },
  );

  it('by a stranger is refused with 404, changes nothing and is pushed to nobody', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const chat = await ada.opensChatWith(ben);
    const message = await ben.says(chat, 'hello');
    const events = [...new Set(CASES.map(({ event }) => event))];
    const held = async (one: Person) => {
      const { participants, ...view } = await one.chat(chat);
      const marks = participants.map(({ lastReadSeq, lastDeliveredSeq }) => [lastReadSeq, lastDeliveredSeq]);
      return { ...view, marks, messages: await one.sees(chat) };
    };
    const before = [await held(ada), await held(ben)];

    for (const { call } of CASES) {
      const answer = await eve.call(...call(chat.id, message.id, chat.participantId));
      expect(answer).toMatchObject({ status: 404, body: { code: 'chat.not_found' } });
    }

    expect([await held(ada), await held(ben)]).toEqual(before);
    const three = await eve.opensGroup('All three', ada, ben);
    await allReceived(eve, three, eve.socket, ada.socket, ben.socket);
    for (const socket of [ada.socket, ben.socket, eve.socket] as TestSocket[]) {
      for (const event of events) expect(socket.all(event)).toEqual([]);
    }
  });
});
