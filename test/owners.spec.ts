import { randomUUID } from 'node:crypto';

import { as, cast, letter, tried } from './support/cast.js';
import { useServer } from './support/server.js';

useServer();

const ADD = 'POST /api/chats/:chat/participants';
const REMOVE = 'DELETE /api/chats/:chat/participants/:participant';
const END = 'DELETE /api/me/sessions/:session';

describe('who is in a chat', () => {
  it.each([ADD, REMOVE])('%s is for its owner', async (route) => {
    const { ada, ben, cleo, eve, ids } = await cast();
    const { participantId } = await ada.chat({ id: ids.chat });
    const nowhere = await tried(route, { ...ids, chat: randomUUID() }, as(ada));

    expect(nowhere).toMatchObject({ status: 404, body: { code: 'chat.not_found' } });
    for (const outsider of [cleo, eve]) expect(letter(await tried(route, ids, as(outsider)))).toBe(letter(nowhere));
    for (const chat of ['no-id', '0', '%00', `${ids.chat}0`]) {
      expect(letter(await tried(route, { ...ids, chat }, as(ada)))).toBe(letter(nowhere));
    }
    for (const participant of [participantId, randomUUID(), 'no-id']) {
      const answer = await tried(route, { ...ids, participant }, as(ben));
      expect(answer).toMatchObject({ status: 403, body: { code: 'chat.not_owner' } });
    }
    expect((await tried(route, ids, as(ada))).status).toBe(200);
  });

  it('knows no participant of elsewhere', async () => {
    const { ada, cleo, eve, ids } = await cast();
    const elsewhere = await ada.opensGroup('Another', cleo, eve);
    const nowhere = await tried(REMOVE, { ...ids, participant: randomUUID() }, as(ada));

    expect(nowhere).toMatchObject({ status: 404, body: { code: 'participant.not_found' } });
    for (const participant of [...elsewhere.participants.map(({ id }) => id), 'no-id', '-1']) {
      expect(letter(await tried(REMOVE, { ...ids, participant }, as(ada)))).toBe(letter(nowhere));
    }
  });
});

describe('a session', () => {
  it('is for whose it is', async () => {
    const { ada, ben, ids } = await cast();
    const nowhere = await tried(END, { ...ids, session: randomUUID() }, as(ben));

    expect(nowhere).toMatchObject({ status: 404, body: { code: 'session.not_found' } });
    expect(letter(await tried(END, ids, as(ada)))).toBe(letter(nowhere));
    for (const session of ['no-id', '0', '%00', `${ids.session}0`]) {
      expect(letter(await tried(END, { ...ids, session }, as(ben)))).toBe(letter(nowhere));
    }
    expect((await tried(END, ids, as(ben))).status).toBe(200);
  });
});
