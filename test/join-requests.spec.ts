import { randomUUID } from 'node:crypto';

import type { JoinRequestView, ParticipantView } from '../src/contract/views/chat.view.js';
import { allReceived } from './support/all-received.js';
import { onAnotherDevice, people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { participantIdOf } from './support/participant-ids.js';
import { useServer } from './support/server.js';

useServer();

/** Ada (owner) and Ben (admin) decide about requests, Cleo is a member, Dora wants to join. */
async function aGroup() {
  const { ada, ben, cleo, dora } = await people('ada', 'ben', 'cleo', 'dora');
  const chat = await ada.opensGroup('Boats', ben, cleo);
  await ada.changesRole(chat, { id: participantIdOf(chat, ben) }, 'admin');
  return { ada, ben, cleo, dora, chat, link: await ada.makesLink(chat, { needsApproval: true }) };
}

const waiting = (one: Person, chat: { id: string }, query = '') =>
  one.does<JoinRequestView[]>('GET', `/api/chats/${chat.id}/join-requests${query}`);
const decide = (one: Person, chat: { id: string }, whom: { id: string }, yes: boolean) => {
  const path = `/api/chats/${chat.id}/join-requests/${whom.id}`;
  return yes ? one.call<ParticipantView>('POST', `${path}/approve`) : one.call('DELETE', path);
};

describe('a request to join', () => {
  it('is pushed to the owner and the admins on all their devices, and admits nobody before it is approved', async () => {
    const { ada, ben, cleo, dora, chat, link } = await aGroup();
    const { lastRev } = await ada.chat(chat);
    const phone = await (await onAnotherDevice(ben)).connects();
    const received = [ada.waitFor('join.requested'), ben.waitFor('join.requested'), phone.waitFor('join.requested')];

    expect(await dora.joins(link)).toEqual({ state: 'requested', chatId: chat.id, chat: null });
    for (const payload of await Promise.all(received)) {
      expect(payload).toMatchObject({ chatId: chat.id, user: { id: dora.id, name: 'dora' } });
      expect([payload]).toEqual((await waiting(ada, chat)).map((one) => ({ ...one, user: payload.user })));
    }
    expect(await dora.joins(link)).toMatchObject({ state: 'requested' });
    await expect(dora.chat(chat)).rejects.toMatchObject({ code: 'chat.not_found' });
    await allReceived(ada, chat, ada.socket, cleo.socket);
    expect([ada.socket?.all('join.requested').length, cleo.socket?.all('join.requested').length]).toEqual([1, 0]);
    expect(await ada.chat(chat)).toMatchObject({ lastRev: lastRev + 1, participantCount: 3 });
    await expect(waiting(cleo, chat)).rejects.toMatchObject({ httpStatus: 403, code: 'chat.not_admin' });
    await expect(waiting(dora, chat)).rejects.toMatchObject({ httpStatus: 404, code: 'chat.not_found' });
    expect(await decide(cleo, chat, dora, true)).toMatchObject({ status: 403, body: { code: 'chat.not_admin' } });
  });

  it('is approved once, even if two people approve it several times at once', async () => {
    const { ada, ben, cleo, dora, chat, link } = await aGroup();
    await dora.joins(link);
    const [pushed, brought] = [cleo.waitFor('participant.joined'), dora.waitFor('chat.created')];

    const answers = await Promise.all([ada, ben, ada, ben].map((one) => decide(one, chat, dora, true)));
    for (const { status, body } of answers) {
      expect([status, body.data]).toMatchObject([200, { role: 'member', user: { id: dora.id } }]);
    }
    expect((await pushed).participant.user.id).toBe(dora.id);
    expect(await brought).toMatchObject({ id: chat.id, participantCount: 4 });
    expect(await dora.joins(link)).toMatchObject({ state: 'joined', chat: { id: chat.id } });
    expect(await waiting(ada, chat)).toEqual([]);
    const [said] = await dora.sees(chat);
    expect(said).toMatchObject({
      system: { event: 'people.added', participantIds: [(await dora.chat(chat)).participantId] },
    });
    await allReceived(ada, chat, cleo.socket);
    expect(cleo.socket?.all('participant.joined')).toHaveLength(1);
    const [{ uses } = { uses: 0 }] = await ada.does<{ uses: number }[]>('GET', `/api/chats/${chat.id}/invite-links`);
    expect(uses).toBe(1);
  });

  it('stays declined until somebody approves it later; the person who asked sees that it is declined', async () => {
    const { ada, ben, dora, chat, link } = await aGroup();
    await dora.joins(link);
    for (const one of [ada, ben]) expect((await decide(one, chat, dora, false)).status).toBe(200);
    expect(await waiting(ada, chat)).toEqual([]);
    expect(await dora.joins(link)).toEqual({ state: 'declined', chatId: chat.id, chat: null });
    await dora.does('DELETE', `/api/invites/${link.code}/join`);
    expect(await dora.joins(link)).toMatchObject({ state: 'declined' });
    expect(ada.socket?.all('join.requested')).toHaveLength(1);

    expect(await decide(ben, chat, dora, true)).toMatchObject({
      status: 200,
      body: { data: { user: { id: dora.id } } },
    });
    expect(await dora.joins(link)).toMatchObject({ state: 'joined' });
    expect(await decide(ada, chat, dora, false)).toMatchObject({ status: 404, body: { code: 'join.not_found' } });
    for (const id of [randomUUID(), 'no-id']) {
      for (const yes of [true, false]) {
        expect(await decide(ada, chat, { id }, yes)).toMatchObject({ status: 404, body: { code: 'join.not_found' } });
      }
    }
  });

  it('can be withdrawn, and ends when somebody adds the person', async () => {
    const { ada, dora, chat, link } = await aGroup();
    await dora.joins(link);
    for (const again of [1, 2]) {
      expect([again, await dora.call('DELETE', `/api/invites/${link.code}/join`)]).toMatchObject([
        again,
        { status: 200 },
      ]);
    }
    expect(await waiting(ada, chat)).toEqual([]);
    expect(await decide(ada, chat, dora, true)).toMatchObject({ status: 404, body: { code: 'join.not_found' } });

    expect(await dora.joins(link)).toMatchObject({ state: 'requested' });
    await ada.adds(chat, dora);
    expect(await waiting(ada, chat)).toEqual([]);
    expect(await dora.joins(link)).toMatchObject({ state: 'joined' });
  });

  it('is stored once when a person asks many times at once; the list has pages', async () => {
    const { ada, dora, chat, link } = await aGroup();
    const answers = await Promise.all(Array.from({ length: 5 }, () => dora.joins(link)));
    expect(answers.map(({ state }) => state)).toEqual(Array(5).fill('requested'));
    await allReceived(ada, chat, ada.socket);
    expect(ada.socket?.all('join.requested')).toHaveLength(1);
    const others = [await person('eve'), await person('fay')];
    for (const one of others) await one.joins(link);

    expect((await waiting(ada, chat, '?limit=2')).map(({ user }) => user.name)).toEqual(['dora', 'eve']);
    expect((await waiting(ada, chat, '?limit=2&page=2')).map(({ user }) => user.name)).toEqual(['fay']);
    await ada.does('DELETE', `/api/chats/${chat.id}/invite-links/${link.id}`);
    // Revoking the link keeps the requests that were made with it.
    expect(await dora.joins(link)).toMatchObject({ state: 'requested' });
    expect((await decide(ada, chat, dora, true)).status).toBe(200);
  });
});
