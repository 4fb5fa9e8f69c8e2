import type { ParticipantView } from '../src/contract/views/chat.view.js';
import { addManyParticipants } from './support/many-participants.js';
import { digestOf, stepsOf } from './support/sync-calls.js';
import { allReceived } from './support/all-received.js';
import { people } from './support/people.js';
import type { Person } from './support/person.js';
import { participantIdOf } from './support/participant-ids.js';
import { server, useServer } from './support/server.js';

useServer();

/** A group. Ada owns it, Ben is an admin, Cleo and Dora are members; Eve is not in it. */
async function aGroup() {
  const { ada, ben, cleo, dora, eve } = await people('ada', 'ben', 'cleo', 'dora', 'eve');
  const chat = await ada.opensGroup('Boats', ben, cleo, dora);
  const participant = (one: Person) => ({ id: participantIdOf(chat, one) });
  await ada.changesRole(chat, participant(ben), 'admin');
  return { ada, ben, cleo, dora, eve, chat, participant };
}

async function rolesIn(chat: { id: string }, as: Person): Promise<Record<string, string>> {
  const all = await as.does<ParticipantView[]>('GET', `/api/chats/${chat.id}/participants?limit=100`);
  return Object.fromEntries(all.map(({ user, role }) => [user.name, role]));
}

describe('roles in a group', () => {
  it('decide who may change a group: the owner everything, admins all but roles and other admins, members nothing', async () => {
    const { ada, ben, cleo, dora, eve, chat, participant } = await aGroup();
    await ada.changesRole(chat, participant(dora), 'admin');

    await expect(cleo.adds(chat, eve)).rejects.toMatchObject({ httpStatus: 403, code: 'chat.not_admin' });
    await expect(cleo.removes(chat, participant(dora))).rejects.toMatchObject({ code: 'chat.not_admin' });
    await expect(cleo.changesRole(chat, participant(cleo), 'admin')).rejects.toMatchObject({ code: 'chat.not_owner' });
    await expect(cleo.sets(chat, { title: 'Mine' })).rejects.toMatchObject({ code: 'chat.not_admin' });
    await expect(ben.changesRole(chat, participant(cleo), 'admin')).rejects.toMatchObject({ code: 'chat.not_owner' });
    await expect(ben.changesRole(chat, participant(ben), 'owner')).rejects.toMatchObject({ code: 'chat.not_owner' });
    await expect(ben.removes(chat, participant(dora))).rejects.toMatchObject({ code: 'chat.not_owner' });
    await expect(ben.removes(chat, participant(ada))).rejects.toMatchObject({ code: 'chat.not_owner' });
    await expect(ada.changesRole(chat, participant(ada), 'member')).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(ada.changesRole(chat, participant(cleo), 'king')).rejects.toMatchObject({ code: 'request.invalid' });

    expect(await ben.adds(chat, eve)).toMatchObject([{ role: 'member' }]);
    await ben.removes(chat, participant(cleo));
    await ada.removes(chat, participant(dora));
    expect(await ben.sets(chat, { title: 'Ours' })).toMatchObject({ title: 'Ours' });
    expect(await rolesIn(chat, ada)).toEqual({ ada: 'owner', ben: 'admin', eve: 'member' });
    const direct = await ada.opensChatWith(ben);
    await expect(ada.changesRole(direct, { id: participantIdOf(direct, ben) }, 'admin')).rejects.toMatchObject({
      code: 'chat.is_direct',
    });
  });

  it('change with a rev and a push; setting the same role again changes nothing', async () => {
    const { ada, ben, cleo, chat, participant } = await aGroup();
    const { lastRev } = await ada.chat(chat);
    const held = (await digestOf(ben, chat)) ?? [0, 0, 0, 0];
    const pushed = ben.waitFor('participant.updated', ({ participant }) => participant.user.id === cleo.id);

    expect(await ada.changesRole(chat, participant(cleo), 'admin')).toMatchObject({
      role: 'admin',
      user: { id: cleo.id },
    });
    expect(await pushed).toMatchObject({ participant: { id: participant(cleo).id, role: 'admin' }, rev: lastRev + 1 });
    await ada.changesRole(chat, participant(cleo), 'admin');
    expect((await ada.chat(chat)).lastRev).toBe(lastRev + 2);

    const [step] = await stepsOf(ben, chat, held);
    expect(step?.participants).toMatchObject([{ id: participant(cleo).id, role: 'admin' }]);
    expect(step?.messages).toMatchObject([{ system: { event: 'role.changed', value: 'admin' } }]);
    await ada.changesRole(chat, participant(cleo), 'member');
    await expect(cleo.removes(chat, participant(ben))).rejects.toMatchObject({ code: 'chat.not_admin' });
  });

  it('have one owner: a repeated call makes the new owner once, and makes the old owner an admin', async () => {
    const { ada, ben, dora, chat, participant } = await aGroup();
    const { lastRev } = await ada.chat(chat);
    const path = `/api/chats/${chat.id}/participants/${participant(ben).id}`;
    const hand = () => ada.call('PATCH', path, { role: 'owner' }, { 'idempotency-key': 'mine no more' });

    const answers = await Promise.all([hand(), hand(), hand()]);
    expect(answers.map(({ status, body }) => [status, body.data])).toEqual(Array(3).fill([200, answers[0].body.data]));
    expect(answers[0].body.data).toMatchObject({ role: 'owner', user: { id: ben.id } });
    expect(await rolesIn(chat, dora)).toEqual({ ada: 'admin', ben: 'owner', cleo: 'member', dora: 'member' });
    await allReceived(ada, chat, dora.socket);
    const pushed = dora.socket?.all('participant.updated').filter(({ rev }) => rev > lastRev);
    expect(pushed?.map(({ rev, participant }) => [rev - lastRev, participant.user.name, participant.role])).toEqual([
      [1, 'ben', 'owner'],
      [2, 'ada', 'admin'],
    ]);
    await expect(ada.changesRole(chat, participant(dora), 'admin')).rejects.toMatchObject({ code: 'chat.not_owner' });
    await ben.changesRole(chat, participant(ada), 'member');
  });

  it('leave no group without an owner: the admin who has been in it longest follows, or without admins the member', async () => {
    const { ada, ben, cleo, dora, eve, chat, participant } = await aGroup();
    const [newest] = await ada.adds(chat, eve);
    // A person who returns is the newest again, with the participant id from before.
    for (const one of [cleo, ben]) {
      await one.leaves(chat);
      await ada.adds(chat, one);
    }
    for (const admin of [participant(cleo), newest!]) await ada.changesRole(chat, admin, 'admin');
    expect(await rolesIn(chat, ada)).toMatchObject({ dora: 'member', eve: 'admin', cleo: 'admin', ben: 'member' });

    const heirs = [eve, cleo, dora, ben];
    for (const [place, owner] of [ada, eve, cleo, dora].entries()) {
      const pushed = ben.waitFor('participant.updated', ({ participant }) => participant.role === 'owner');
      await owner.leaves(chat);
      expect((await pushed).participant.user.name).toBe(heirs[place]!.name);
      expect((await rolesIn(chat, ben))[heirs[place]!.name]).toBe('owner');
    }
  });

  it('have one owner also when three people are made owner at the same time', async () => {
    const { ada, ben, cleo, dora, chat, participant } = await aGroup();
    const answers = await Promise.allSettled(
      [ben, cleo, dora].map((one) => ada.changesRole(chat, participant(one), 'owner')),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(Object.values(await rolesIn(chat, ada)).filter((role) => role === 'owner')).toHaveLength(1);
  });
});

describe('a group of someone with the premium plan', () => {
  it('has up to 5,000 people, groups of others up to 1,000; one call can add 500', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensGroup('Everybody', ben);
    await addManyParticipants(await ada.opensGroup('Where they come from', ben), 500);
    const outside = await server().sql<{ id: string }>(`select id from users where name = 'crowd' order by id`);
    const add = (ids: string[]) => ada.call('POST', `/api/chats/${chat.id}/participants`, { participants: ids });
    await server().sql(`insert into users (id, email, password_hash, name, folded_name)
      select gen_random_uuid(), 'more' || n || '@example.com', 'x', 'more', 'more' from generate_series(1, 4490) n`);
    await server().sql(
      `insert into participants (id, chat_id, user_id) select gen_random_uuid(), $1, id from users where name = 'more'`,
      [chat.id],
    );

    const ids = outside.map(({ id }) => id);
    expect(await add(ids)).toMatchObject({ body: { code: 'chat.full', params: { limit: 1000, plan: 'free' } } });
    await server().sql(`update users set plan = 'premium' where id = $1`, [ada.id]);
    const pushed = ben.waitFor('message.created', ({ kind, chatId }) => kind === 'system' && chatId === chat.id);
    const added = await add(ids);
    expect([added.status, (added.body.data as unknown[]).length]).toEqual([200, 500]);
    expect(await pushed).toMatchObject({ rev: 501, system: { event: 'people.added', value: '500' } });
    expect((await pushed).system?.participantIds).toHaveLength(50);
    expect(ben.socket?.all('participant.joined').map(({ rev }) => rev)).toEqual(
      Array.from({ length: 500 }, (_, n) => n + 1),
    );
    const { participantCount, participants } = await ada.chat(chat);
    expect([participantCount, participants.length]).toEqual([4992, 21]);

    const nine = await server().sql<{ id: string }>(`insert into users (id, email, password_hash, name, folded_name)
      select gen_random_uuid(), 'last' || n || '@example.com', 'x', 'last', 'last' from generate_series(1, 9) n returning id`);
    expect(await add(nine.map(({ id }) => id))).toMatchObject({
      status: 403,
      body: { code: 'chat.full', params: { limit: 5000, plan: 'premium' } },
    });
    expect(await add(nine.slice(1).map(({ id }) => id))).toMatchObject({ status: 200 });
  }, 120_000);
});
