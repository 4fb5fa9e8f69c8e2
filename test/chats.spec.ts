import { randomUUID } from 'node:crypto';

import type { ChatView, ParticipantView } from '../src/contract/views/chat.view.js';
import { exactAnswer } from './support/route-calls.js';
import { addManyParticipants } from './support/many-participants.js';
import { person } from './support/people.js';
import type { Person } from './support/person.js';
import { useServer } from './support/server.js';
import { withoutPresence } from './support/expected-state.js';

useServer();

const everybody = async () => ({ ada: await person('ada'), ben: await person('ben'), eve: await person('eve') });

const starts = (one: Person, body: object, headers = {}) => one.call<ChatView>('POST', '/api/chats', body, headers);

const INVALID = { status: 400, body: { code: 'request.invalid' } };

describe('a direct chat', () => {
  it('is created once; afterwards both people get the same chat', async () => {
    const { ada, ben, eve } = await everybody();

    const created = await starts(ada, { participants: [ben.id] });
    const found = await starts(ben, { participants: [ada.id.toUpperCase(), ben.id] });

    expect([created.status, found.status]).toEqual([201, 200]);
    expect(created.body.data).toMatchObject({ type: 'direct', title: 'ben', participantCount: 2, lastMessage: null });
    expect(found.body.data).toMatchObject({ id: created.body.data.id, title: 'ada', lastSeq: 0 });
    expect(created.body.data.participants.map(({ user, role }) => [user.id, role])).toEqual([
      [ada.id, 'member'],
      [ben.id, 'member'],
    ]);
    expect(await eve.chats()).toEqual([]);
    await expect(eve.chat(created.body.data)).rejects.toMatchObject({ httpStatus: 404, code: 'chat.not_found' });
  });

  it('is created once, also when both people create it at the same time', async () => {
    const { ada, ben } = await everybody();

    const each = Array.from({ length: 10 }, () => [
      starts(ada, { participants: [ben.id] }),
      starts(ben, { participants: [ada.id] }),
    ]);
    const answers = await Promise.all(each.flat());

    expect(answers.map(({ status }) => status).sort()).toEqual([...(Array(19).fill(200) as number[]), 201]);
    expect(new Set(answers.map(({ body }) => body.data.id)).size).toBe(1);
    expect(await ada.chats()).toHaveLength(1);
  });
});

describe('a group', () => {
  it('has a title and an owner; without a title it is named after the other participants', async () => {
    const { ada, ben, eve } = await everybody();

    const titled = await ada.opensGroup('Lovelace', ben, eve);
    const untitled = await ada.opensChatWith(ben, eve);
    const pair = await ada.opensGroup('Just us', ben);

    expect(titled).toMatchObject({ type: 'group', title: 'Lovelace', participantCount: 3 });
    expect(titled.participants.map(({ role }) => role)).toEqual(['owner', 'member', 'member']);
    expect(untitled.title.split(', ').sort()).toEqual(['ben', 'eve']);
    expect((await eve.chat(untitled)).title.split(', ').sort()).toEqual(['ada', 'ben']);
    expect(pair).toMatchObject({ type: 'group', title: 'Just us' });
    expect(pair.id).not.toBe((await ada.opensChatWith(ben)).id);
  });

  it('is a new chat each time, also with the same title and people', async () => {
    const { ada, ben, eve } = await everybody();
    const groups = [await ada.opensGroup('Twice', ben, eve), await ada.opensGroup('Twice', ben, eve)];
    expect(new Set(groups.map(({ id }) => id)).size).toBe(2);
  });

  it('lists all its participants in pages', async () => {
    const { ada, ben, eve } = await everybody();
    const chat = await ada.opensGroup('Crowd', ben);
    await addManyParticipants(chat, 40);
    const read = (query: string, one = ada) =>
      one.call<ParticipantView[]>('GET', `/api/chats/${chat.id}/participants${query}`);

    const pages = [await read(''), await read('?page=2'), await read('?page=3'), await read('?page=4')];
    const ids = pages.flatMap(({ body }) => body.data.map(({ id }) => id));

    expect(pages.map(({ body }) => body.data.length)).toEqual([20, 20, 2, 0]);
    expect(pages.map(({ body }) => body.meta.hasMore)).toEqual([true, true, false, false]);
    expect(new Set(ids).size).toBe(42);
    expect((await ada.chat(chat)).participants).toHaveLength(21);
    expect((await ada.chat(chat)).participants[0]?.user.id).toBe(ada.id);
    expect(await read('?limit=101')).toMatchObject(INVALID);
    expect(await read('', eve)).toMatchObject({ status: 404, body: { code: 'chat.not_found' } });
  });
});

describe('creating a chat', () => {
  it('with a taken id is refused the same way for a foreign chat as for an own one, after the participants are checked', async () => {
    const { ada, ben, eve } = await everybody();
    const id = randomUUID();
    await starts(ada, { id, title: 'Lovelace', participants: [ben.id] });
    const mine = randomUUID();
    await starts(eve, { id: mine, title: 'Eve', participants: [ben.id] });

    const nobody = { title: 'x', participants: [randomUUID()] };
    const answers = await Promise.all([id, mine, randomUUID()].map((one) => starts(eve, { ...nobody, id: one })));
    for (const answer of answers) expect(exactAnswer(answer)).toBe(exactAnswer(answers[2]!));
    const wanted = { title: 'x', participants: [ben.id] };
    const [foreign, own] = [await starts(eve, { ...wanted, id }), await starts(eve, { ...wanted, id: mine })];
    expect(foreign).toMatchObject({ status: 409, body: { code: 'chat.id_taken' } });
    expect(exactAnswer(foreign)).toBe(exactAnswer(own));
    expect((await starts(eve, { ...wanted, id: randomUUID() })).status).toBe(201);
  });

  it('again with the same id returns the same chat; with other content it gets 409', async () => {
    const { ada, ben, eve } = await everybody();
    const wanted = { id: randomUUID(), title: 'Lovelace', participants: [ben.id] };
    const taken = { status: 409, body: { code: 'chat.id_taken' } };

    const [first, again, byKey] = [
      await starts(ada, wanted),
      await starts(ada, wanted),
      await starts(ada, { ...wanted, id: undefined }, { 'idempotency-key': wanted.id }),
    ];

    expect([first, again, byKey].map(({ status }) => status)).toEqual([201, 201, 201]);
    expect([first, again, byKey].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([
      null,
      'true',
      'true',
    ]);
    const [made, ...repeated] = [first, again, byKey].map(({ body: { data } }) => ({
      ...data,
      participants: data.participants.map(withoutPresence),
    }));
    expect(repeated).toEqual([made, made]);
    expect(await starts(ada, { ...wanted, title: 'Byron' })).toMatchObject(taken);
    expect(await starts(ada, { ...wanted, participants: [eve.id] })).toMatchObject(taken);
    expect(await starts(eve, { ...wanted, participants: [ben.id] })).toMatchObject(taken);
    expect(await starts(ada, wanted, { 'idempotency-key': randomUUID() })).toMatchObject(INVALID);
    expect(await ada.chats()).toHaveLength(1);
    expect(await eve.chats()).toEqual([]);
  });

  it('needs at least one other person, and only people who exist', async () => {
    const { ada, ben } = await everybody();

    expect(await starts(ada, { participants: [ben.id, randomUUID()] })).toMatchObject({
      status: 404,
      body: { code: 'user.not_found' },
    });
    for (const body of [{ participants: [ada.id] }, { participants: [] }, { participants: ['ben'] }, {}]) {
      expect(await starts(ada, body)).toMatchObject(INVALID);
    }
    expect(await starts(ada, { participants: [ben.id], title: 'x'.repeat(121) })).toMatchObject(INVALID);
    expect(await ada.chats()).toEqual([]);
    expect((await starts(ada, { participants: ben.id })).status).toBe(201);
  });
});
