import type { ReminderStateView, ScheduledMessageView } from '../src/contract/views/scheduling.view.js';
import type { MessageView } from '../src/contract/views/message.view.js';
import type { MuteView } from '../src/contract/views/chat.view.js';
import { people } from './support/people.js';
import { useServer } from './support/server.js';

useServer();

/** A day within the next year, from which the times below are made. */
const soon = new Date(Date.now() + 60 * 24 * 60 * 60 * 1000);
const day = soon.toISOString().slice(0, 10);
const year = soon.getUTCFullYear();

const IMPOSSIBLE = [
  ...[`${year}-02-30T10:00:00Z`, `${year}-13-01T10:00:00Z`, `${year}-04-31T10:00:00Z`, `${day}T24:00:00Z`],
  ...[`${day}T23:59:60Z`, `${day}T10:60:00Z`, `${day}T10:00:00`, `${day}T10:00:00+25:00`, `${day}T10:00:00+0200`],
  ...[
    day,
    `${day} 10:00:00Z`,
    '10000-01-01T00:00:00Z',
    '9999-12-31T23:59:59-01:00',
    '0000-01-01T00:00:00Z',
    'tomorrow',
  ],
];
/** Valid times, each with what it is in UTC. */
const POSSIBLE = [
  [`${day}T10:00:00Z`, `${day}T10:00:00.000Z`],
  [`${day}t10:00:00.123456789z`, `${day}T10:00:00.123Z`],
  [`${day}T12:00:00.5+02:00`, `${day}T10:00:00.500Z`],
] as const;

const withField = (field: string) => ({
  status: 400,
  body: {
    code: 'request.invalid',
    details: [{ field, message: expect.stringContaining('2026-11-23T12:00:00.000Z') as unknown }],
  },
});

/** Each call that accepts a time: the field, the request, and where the answer has the time. */
async function calls() {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  const { id } = await ada.says(chat, 'hello');
  const at = `/api/chats/${chat.id}`;
  const later = await ada.does<ScheduledMessageView>('POST', `${at}/scheduled-messages`, { message: 'a', sendIn: 60 });
  const poll = (closesAt: string) => ({ message: 'which?', poll: { options: ['a', 'b'], closesAt } });
  const closes = (said: Pick<MessageView, 'attachments'>) => (said.attachments[0] as { closesAt?: string }).closesAt;
  const timeOf = {
    sendAt: ({ sendAt }: ScheduledMessageView) => sendAt,
    remindAt: ({ dueAt }: ReminderStateView) => dueAt,
    until: ({ mutedUntil }: MuteView) => mutedUntil,
  };
  const all: [string, string, string, (time: string) => object, (data: never) => unknown][] = [
    ['sendAt', 'POST', `${at}/scheduled-messages`, (sendAt) => ({ message: 'a', sendAt }), timeOf.sendAt],
    ['sendAt', 'PATCH', `${at}/scheduled-messages/${later.id}`, (sendAt) => ({ sendAt }), timeOf.sendAt],
    ['remindAt', 'PUT', `${at}/messages/${id}/reminder`, (remindAt) => ({ remindAt }), timeOf.remindAt],
    ['until', 'PUT', `${at}/mute`, (until) => ({ until }), timeOf.until],
    ['poll.closesAt', 'POST', `${at}/messages`, poll, closes],
    ['poll.closesAt', 'POST', `${at}/scheduled-messages`, (time) => ({ ...poll(time), sendIn: 1 }), closes],
  ];
  return { ada, ben, chat, all, poll };
}

describe('a time in a request', () => {
  it('must exist in the calendar, in every call', async () => {
    const { ada, all } = await calls();
    for (const [field, method, path, bodyOf, timeOf] of all) {
      for (const time of IMPOSSIBLE) {
        const answer = await ada.call(method, path, bodyOf(time));
        expect([path, time, answer]).toMatchObject([path, time, withField(field)]);
      }
      for (const [time, moment] of POSSIBLE) {
        expect([path, time, timeOf(await ada.does<never>(method, path, bodyOf(time)))]).toEqual([path, time, moment]);
      }
    }
  });

  it('must exist in the calendar in a form and over the socket as well', async () => {
    const { ada, ben, chat, poll } = await calls();
    const path = `/api/chats/${chat.id}/scheduled-messages`;
    const socket = { ...poll(''), chatId: chat.id };
    for (const time of IMPOSSIBLE) {
      expect(await ada.call('POST', path, new URLSearchParams({ message: 'a', sendAt: time }))).toMatchObject(
        withField('sendAt'),
      );
      const { body } = withField('poll.closesAt');
      expect(await ada.socket!.request('message.send', { ...socket, ...poll(time) })).toMatchObject(body);
    }
    const [[time, moment]] = POSSIBLE;
    expect(await ada.socket!.request('message.send', { ...socket, ...poll(time) })).toMatchObject({
      status: 'success',
    });
    expect((await ben.sees(chat))[0]).toMatchObject({ attachments: [{ closesAt: moment }] });
  });

  it('may be written in another way when a send is repeated', async () => {
    const { ada, chat, poll } = await calls();
    const id = '0b9fbd5e-2a6f-4a6a-9a3c-0d1c3f0a9e11';
    const send = (time: string) => ada.call('POST', `/api/chats/${chat.id}/messages`, { ...poll(time), id });
    expect((await send(`${day}T10:00:00Z`)).status).toBe(201);
    const again = await send(`${day}T12:00:00.000+02:00`);
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    expect((await send(`${day}T10:00:01Z`)).body.code).toBe('message.id_taken');
  });
});
