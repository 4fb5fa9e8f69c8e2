import type { ChatView, ParticipantView } from '../src/contract/views/chat.view.js';
import type { MessageView } from '../src/contract/views/message.view.js';
import { schedules } from './support/scheduling.js';
import { people } from './support/people.js';
import type { Person } from './support/person.js';
import { participantIdOf } from './support/participant-ids.js';
import { useServer } from './support/server.js';

useServer();

const follows = (person: Person, { id, chatId }: MessageView) =>
  person.does<ChatView>('PUT', `/api/chats/${chatId}/messages/${id}/thread`);
const pins = (person: Person, { id, chatId }: MessageView) =>
  person.does('PUT', `/api/chats/${chatId}/messages/${id}/pin`);
const endsPoll = (person: Person, { id, chatId }: MessageView) =>
  person.does('PUT', `/api/chats/${chatId}/messages/${id}/poll/close`);
const participants = (person: Person, chat: { id: string }) =>
  person.does<ParticipantView[]>('GET', `/api/chats/${chat.id}/participants`);

/** Ada owns the group, Ben is an admin of it, Cleo and Dora are members; all four follow the thread. */
async function groupWithThread() {
  const { ada, ben, cleo, dora, eve } = await people('ada', 'ben', 'cleo', 'dora', 'eve');
  const group = await ada.opensGroup('Boats', ben, cleo, dora);
  const inGroup = (one: Person) => ({ id: participantIdOf(group, one) });
  await ada.changesRole(group, inGroup(ben), 'admin');
  const root = await dora.says(group, 'Who sails?');
  for (const one of [dora, cleo, ben]) await follows(one, root);
  const thread = await follows(ada, root);
  const inThread = (one: Person) => ({ id: participantIdOf(thread, one) });
  return { ada, ben, cleo, dora, eve, group, inGroup, root, thread, inThread };
}

type GroupWithThread = Awaited<ReturnType<typeof groupWithThread>>;

/** What admins may do and members may not, with the code that members get. */
const ADMIN_ACTIONS: [
  what: string,
  refusal: string,
  deed: (who: Person, groupWithThread: GroupWithThread) => Promise<unknown>,
][] = [
  ['pin', 'chat.not_admin', async (who, { dora, thread }) => pins(who, await dora.says(thread, 'rules'))],
  ['delete', 'message.not_yours', async (who, { dora, thread }) => who.deletes(await dora.says(thread, 'nonsense'))],
  [
    'end a poll',
    'message.not_yours',
    async (who, { dora, thread }) =>
      endsPoll(who, await dora.says(thread, 'which?', { poll: { options: ['this', 'that'] } })),
  ],
  ['name everybody', 'chat.not_admin', (who, { thread }) => who.says(thread, 'all of you', { mentionsAll: true })],
  [
    'name everybody later',
    'chat.not_admin',
    (who, { thread }) => schedules(who, thread, 'all of you', { mentionsAll: true, sendIn: 3600 }),
  ],
  [
    'name everybody in an edit',
    'chat.not_admin',
    async (who, { thread }) => who.edits(await who.says(thread, 'you'), 'all of you', { mentionsAll: true }),
  ],
  ['set a lifetime', 'chat.not_admin', (who, { thread }) => who.setsLifetime(thread, 60)],
  ['let messages stay', 'chat.not_admin', (who, { thread }) => who.setsLifetime(thread, null)],
  ['give it a title', 'chat.not_admin', (who, { thread }) => who.sets(thread, { title: `By ${who.name}` })],
  ['remove somebody', 'chat.not_admin', (who, { thread, inThread, dora }) => who.removes(thread, inThread(dora))],
  ['add somebody', 'chat.not_admin', (who, { thread, dora }) => who.adds(thread, dora)],
];

describe('the rights in a thread', () => {
  it('follow the current role in the group: an admin who becomes a member there is a member here', async () => {
    const all = await groupWithThread();
    const { ada, ben, cleo, group, inGroup } = all;
    for (const [what, code, action] of ADMIN_ACTIONS) {
      expect([what, await action(cleo, all).catch((error: unknown) => error)]).toMatchObject([what, { code }]);
      await action(ben, all);
    }
    await ada.changesRole(group, inGroup(ben), 'member');
    await ada.changesRole(group, inGroup(cleo), 'admin');
    for (const [what, code, action] of ADMIN_ACTIONS) {
      expect([what, await action(ben, all).catch((error: unknown) => error)]).toMatchObject([what, { code }]);
      await action(cleo, all);
    }
    const ack = await ben.socket?.request('message.send', { chatId: all.thread.id, message: 'all', mentionsAll: true });
    expect(ack).toMatchObject({ code: 'chat.not_admin' });
  });

  it('protect admins of the group from each other, and let everybody leave', async () => {
    const { ada, ben, cleo, dora, group, inGroup, thread, inThread } = await groupWithThread();
    await ada.changesRole(group, inGroup(cleo), 'admin');
    await expect(ben.removes(thread, inThread(cleo))).rejects.toMatchObject({ code: 'chat.not_owner' });
    await expect(ben.removes(thread, inThread(ada))).rejects.toMatchObject({ code: 'chat.not_owner' });
    await expect(dora.removes(thread, inThread(cleo))).rejects.toMatchObject({ code: 'chat.not_admin' });
    await ada.removes(thread, inThread(cleo));
    await ada.leaves(thread); // a thread has no owner, so nobody becomes the owner
    expect((await participants(ben, thread)).map(({ role }) => role)).toEqual(['member', 'member']);
    await dora.leaves(thread);
    expect(await participants(ben, thread)).toMatchObject([{ role: 'member', user: { id: ben.id } }]);
    expect(await ada.chat(group)).toMatchObject({ participantCount: 4 });
  });

  it('keep a removed person out until somebody adds them again, and admit nobody from outside the group', async () => {
    const { ada, ben, cleo, dora, eve, group, inGroup, root, thread, inThread } = await groupWithThread();
    const gone = dora.waitFor('chat.removed');
    await ben.removes(thread, inThread(dora));
    expect(await gone).toEqual({ chatId: thread.id });
    await expect(follows(dora, root)).rejects.toMatchObject({ code: 'thread.removed', httpStatus: 403 });
    await expect(dora.says(thread, 'still here')).rejects.toMatchObject({ code: 'chat.not_found' });

    await expect(ben.adds(thread, eve)).rejects.toMatchObject({ code: 'participant.not_found' });
    await expect(ben.adds(thread, dora, eve)).rejects.toMatchObject({ code: 'participant.not_found' });
    const back = dora.waitFor('chat.created', ({ id }) => id === thread.id);
    expect(await ben.adds(thread, dora)).toMatchObject([{ ...inThread(dora), role: 'member' }]);
    expect(await back).toMatchObject({ type: 'thread', unreadCount: 0 });
    await dora.leaves(thread);
    expect(await follows(dora, root)).toMatchObject({ id: thread.id });

    await ada.removes(group, inGroup(cleo));
    await expect(cleo.says(thread, 'still here')).rejects.toMatchObject({ code: 'chat.not_found' });
    await expect(ben.adds(thread, cleo)).rejects.toMatchObject({ code: 'participant.not_found' });
    await ada.adds(group, cleo);
    expect(await follows(cleo, root)).toMatchObject({ participantCount: 4 });
  });

  it('do not leave a person in the thread who is added to it while they are removed from the group', async () => {
    const { ada, ben, dora, group, inGroup, thread } = await groupWithThread();
    await dora.leaves(thread);
    for (let round = 0; round < 10; round++) {
      const added = ben.call('POST', `/api/chats/${thread.id}/participants`, { participants: [dora.id] });
      const [{ status }] = await Promise.all([added, ada.removes(group, inGroup(dora))]);
      expect([200, 404]).toContain(status);
      expect(await dora.call('GET', `/api/chats/${thread.id}`)).toMatchObject({ body: { code: 'chat.not_found' } });
      expect((await participants(ben, thread)).map(({ user }) => user.name)).not.toContain('dora');
      await ada.adds(group, dora);
    }
  });

  it('do not include roles, links, requests and history, which belong to the group', async () => {
    const { ada, ben, thread, inThread } = await groupWithThread();
    const path = `/api/chats/${thread.id}`;
    const calls: [string, string, object?][] = [
      ['PATCH', `${path}/participants/${inThread(ben).id}`, { role: 'member' }],
      ['PATCH', `${path}/participants/${inThread(ben).id}`, { role: 'owner' }],
      ['POST', `${path}/invite-links`, {}],
      ['GET', `${path}/invite-links`],
      ['DELETE', `${path}/invite-links/${ben.id}`],
      ['GET', `${path}/join-requests`],
      ['POST', `${path}/join-requests/${ben.id}/approve`],
      ['DELETE', `${path}/join-requests/${ben.id}`],
      ['PATCH', path, { historyHidden: true }],
    ];
    for (const [method, to, body] of calls) {
      expect([to, await ada.call(method, to, body)]).toMatchObject([
        to,
        { status: 403, body: { code: 'chat.is_thread' } },
      ]);
    }
    expect(await ada.sets(thread, { title: 'Sails' })).toMatchObject({ title: 'Sails', historyHidden: false });
  });

  it('are the same for both people in a thread of a direct chat', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const root = await ada.says(await ada.opensChatWith(ben), 'about this');
    const thread = await follows(ben, root);
    expect(await ben.setsLifetime(thread, 60)).toMatchObject({ messageLifetime: 60 });
    await pins(ben, await ada.says(thread, 'rules'));
    await expect(ben.deletes(await ada.says(thread, 'mine'))).rejects.toMatchObject({ code: 'message.not_yours' });
    await expect(ben.removes(thread, { id: participantIdOf(thread, ada) })).rejects.toMatchObject({
      code: 'chat.not_admin',
    });
    await expect(ben.adds(thread, cleo)).rejects.toMatchObject({ code: 'chat.not_admin' });
  });
});
