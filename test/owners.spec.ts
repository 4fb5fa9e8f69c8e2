import { randomUUID } from 'node:crypto';

import { person } from './support/people.js';
import type { Person } from './support/person.js';
import { as, groupAndOutsiders, exactAnswer, callRoute } from './support/route-calls.js';
import { useServer } from './support/server.js';

useServer();

const REMOVE = 'DELETE /api/chats/:chat/participants/:participant';
const PERSON = [REMOVE, 'PATCH /api/chats/:chat/participants/:participant'];
const ADMINS = [
  REMOVE,
  'PATCH /api/chats/:chat',
  'PUT /api/chats/:chat/message-lifetime',
  'DELETE /api/chats/:chat/message-lifetime',
  'POST /api/chats/:chat/participants',
  'POST /api/chats/:chat/invite-links',
  'GET /api/chats/:chat/invite-links',
  'DELETE /api/chats/:chat/invite-links/:link',
  'GET /api/chats/:chat/join-requests',
  'POST /api/chats/:chat/join-requests/:user/approve',
  'DELETE /api/chats/:chat/join-requests/:user',
  'PUT /api/chats/:chat/messages/:message/pin',
  'DELETE /api/chats/:chat/messages/:message/pin',
];
const END = 'DELETE /api/me/sessions/:session';

/** Adds Dora to the chat as an admin. */
async function anAdmin(ada: Person, dora: Person, ids: { chat: string }): Promise<Person> {
  const [participant] = await ada.adds({ id: ids.chat }, dora);
  await ada.does('PATCH', `/api/chats/${ids.chat}/participants/${participant?.id}`, { role: 'admin' });
  return dora;
}

describe('a group', () => {
  it.each([...ADMINS, ...PERSON.slice(1)])(
    '%s is allowed to its owner, and to its admins unless it changes roles; all others are refused',
    async (route) => {
      const { ada, ben, cleo, eve, ids } = await groupAndOutsiders();
      const dora = await anAdmin(ada, await person('dora'), ids);
      const refusal = ADMINS.includes(route) ? 'chat.not_admin' : 'chat.not_owner';
      const { participantId } = await ada.chat({ id: ids.chat });
      const notFound = await callRoute(route, { ...ids, chat: randomUUID() }, as(ada));

      expect(notFound).toMatchObject({ status: 404, body: { code: 'chat.not_found' } });
      for (const outsider of [cleo, eve])
        expect(exactAnswer(await callRoute(route, ids, as(outsider)))).toBe(exactAnswer(notFound));
      for (const chat of ['no-id', '0', '%00', `${ids.chat}0`]) {
        expect(exactAnswer(await callRoute(route, { ...ids, chat }, as(ada)))).toBe(exactAnswer(notFound));
      }
      for (const participant of [participantId, randomUUID(), 'no-id']) {
        const answer = await callRoute(route, { ...ids, participant, link: participant }, as(ben));
        expect(answer).toMatchObject({ status: 403, body: { code: refusal } });
      }
      const admins = await callRoute(route, ids, as(dora));
      if (ADMINS.includes(route)) expect(admins.status).toBeLessThan(300);
      else expect(admins.body.code).toBe('chat.not_owner');
      if (route === REMOVE) await ada.adds({ id: ids.chat }, ben);
      expect((await callRoute(route, ids, as(ada))).status).toBeLessThan(300);
    },
  );

  it.each(PERSON)('%s answers 404 for a participant of another chat', async (route) => {
    const { ada, cleo, eve, ids } = await groupAndOutsiders();
    const elsewhere = await ada.opensGroup('Another', cleo, eve);
    const notFound = await callRoute(route, { ...ids, participant: randomUUID() }, as(ada));

    expect(notFound).toMatchObject({ status: 404, body: { code: 'participant.not_found' } });
    for (const participant of [...elsewhere.participants.map(({ id }) => id), 'no-id', '-1']) {
      expect(exactAnswer(await callRoute(route, { ...ids, participant }, as(ada)))).toBe(exactAnswer(notFound));
    }
  });
});

describe('a session', () => {
  it('can be ended only by the person to whom it belongs', async () => {
    const { ada, ben, ids } = await groupAndOutsiders();
    const notFound = await callRoute(END, { ...ids, session: randomUUID() }, as(ben));

    expect(notFound).toMatchObject({ status: 404, body: { code: 'session.not_found' } });
    expect(exactAnswer(await callRoute(END, ids, as(ada)))).toBe(exactAnswer(notFound));
    for (const session of ['no-id', '0', '%00', `${ids.session}0`]) {
      expect(exactAnswer(await callRoute(END, { ...ids, session }, as(ben)))).toBe(exactAnswer(notFound));
    }
    expect((await callRoute(END, ids, as(ben))).status).toBe(200);
  });
});

describe('an invite', () => {
  it.each(['GET /api/invites/:code', 'POST /api/invites/:code/join', 'DELETE /api/invites/:code/join'])(
    '%s is allowed to everybody who has the code; other codes get the same 404',
    async (route) => {
      const { cleo, eve, ids } = await groupAndOutsiders();
      const notFound = await callRoute(route, { ...ids, code: '0'.repeat(32) }, as(eve));

      expect(notFound).toMatchObject({ status: 404, body: { code: 'invite.not_found' } });
      for (const code of ['no-id', '0', '%00', `${ids.code}0`, randomUUID()]) {
        expect(exactAnswer(await callRoute(route, { ...ids, code }, as(eve)))).toBe(exactAnswer(notFound));
      }
      for (const visitor of [eve, cleo]) expect((await callRoute(route, ids, as(visitor))).status).toBe(200);
    },
  );
});
