import type { ServerEvent } from '../src/contract/events.js';
import type { Ears } from './support/ears.js';
import { allHeard } from './support/fence.js';
import { people } from './support/people.js';
import { Person } from './support/person.js';
import { useServer } from './support/server.js';

useServer();

interface Private {
  event: ServerEvent;
  call: (chat: string, message: string, participant: string) => [method: string, path: string, body?: object];
  tells: object;
}

const CASES: Private[] = [
  { event: 'chat.pinned', call: (chat) => ['POST', `/api/chats/${chat}/toggle-pin`], tells: { pinned: true } },
  { event: 'chat.pinned', call: (chat) => ['DELETE', `/api/chats/${chat}/pin`], tells: { pinned: false } },
  { event: 'chat.archived', call: (chat) => ['POST', `/api/chats/${chat}/toggle-archive`], tells: { archived: true } },
  { event: 'chat.archived', call: (chat) => ['PUT', `/api/chats/${chat}/archive`], tells: { archived: true } },
  {
    event: 'message.starred',
    call: (chat, message, me) => ['POST', `/api/chats/${chat}/messages/${message}/starred/${me}`],
    tells: { starred: true },
  },
  {
    event: 'message.starred',
    call: (chat, message) => ['DELETE', `/api/chats/${chat}/messages/${message}/star`],
    tells: { starred: false },
  },
  {
    event: 'chat.read',
    call: (chat) => ['POST', `/api/chats/${chat}/read`, { seq: 1 }],
    tells: { lastReadSeq: 1, unreadCount: 0 },
  },
  {
    event: 'chat.delivered',
    call: (chat) => ['POST', `/api/chats/${chat}/delivered`, { seq: 1 }],
    tells: { lastDeliveredSeq: 1 },
  },
];

describe('a private change', () => {
  it.each(CASES)(
    '$event $tells is pushed to all devices of its person and to nobody else',
    async ({ event, call, tells }) => {
      const { ada, ben } = await people('ada', 'ben');
      const onPhone = await ada.connects();
      const chat = await ada.opensChatWith(ben);
      const message = await ben.says(chat, 'hello');
      const doIt = (one: Person) => one.call(...call(chat.id, message.id, chat.participantId));

      const heard = [ada.hears(event), onPhone.hears(event)];
      expect(await doIt(ada)).toMatchObject({ status: 200 });

      for (const payload of await Promise.all(heard)) expect(payload).toMatchObject({ chatId: chat.id, ...tells });
      await allHeard(ada, chat, ben.ears);
      expect(ben.ears?.all(event)).toEqual([]);
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
    await allHeard(ada, chat, ada.ears);

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const told = ada.ears?.all(event).map((payload) => (payload as unknown as Record<string, boolean>)[flag]);
    expect(told).toEqual(Array.from({ length: 12 }, (_, nth) => nth % 2 === 0));
    expect(ada.ears?.all(event).map(({ mine }) => mine)).toEqual(Array.from({ length: 12 }, (_, nth) => nth + 1));
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
      const told = numbers.map((number) => ada.hears(event, ({ mine }) => mine === number));
      await Promise.all(numbers.map((number) => (number % 2 === 0 ? ada : elsewhere).call(...toggle)));
      const last = (await Promise.all(told)).at(-1);

      // After an odd number of toggles the state differs from the first one.
      expect(last).toMatchObject({ [flag]: true, mine: 13 });
      const now = { ...(await ada.chat(chat)), starred: (await ada.sees(chat))[0]?.starred };
      expect(now[flag]).toBe(true);
      expect(ada.ears?.all(event)).toHaveLength(13);
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
    await allHeard(eve, three, eve.ears, ada.ears, ben.ears);
    for (const ears of [ada.ears, ben.ears, eve.ears] as Ears[]) {
      for (const event of events) expect(ears.all(event)).toEqual([]);
    }
  });
});
