import { randomUUID } from 'node:crypto';

import type { InviteLinkView, JoinView } from '../src/contract/views/chat.view.js';
import { digestOf, stepsOf } from './support/sync-calls.js';
import { allReceived } from './support/all-received.js';
import { people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { participantIdOf } from './support/participant-ids.js';
import { server, useServer } from './support/server.js';
import { revsReceived } from './support/numbered-events.js';

useServer();

async function aGroup() {
  const { ada, ben, cleo, dora } = await people('ada', 'ben', 'cleo', 'dora');
  return { ada, ben, cleo, dora, chat: await ada.opensGroup('Boats', ben) };
}

const join = (one: Person, code: string) => one.call<JoinView>('POST', `/api/invites/${code}/join`);
const preview = (one: Person, code: string) => one.call('GET', `/api/invites/${code}`);
const exactAnswer = ({ status, body }: Awaited<ReturnType<typeof preview>>) => `${status} ${JSON.stringify(body)}`;
const usesOf = async (one: Person, chat: { id: string }) =>
  (await one.does<InviteLinkView[]>('GET', `/api/chats/${chat.id}/invite-links`)).map(({ uses }) => uses);

describe('an invite link', () => {
  it('shows the group and lets one person join, who appears in pushes, in sync and in the count of uses', async () => {
    const { ada, ben, cleo, chat } = await aGroup();
    await ben.says(chat, 'before her');
    const held = (await digestOf(ben, chat)) ?? [0, 0, 0, 0];
    const link = await ada.makesLink(chat, { expiresIn: 3600, maxUses: 1 });
    expect(link).toMatchObject({
      chatId: chat.id,
      uses: 0,
      maxUses: 1,
      needsApproval: false,
      createdBy: chat.participantId,
    });
    expect(link.code).toMatch(/^[0-9a-f]{32}$/);
    expect(Date.parse(link.expiresAt ?? '') - Date.parse(link.createdAt)).toBe(3_600_000);

    expect((await preview(cleo, link.code)).body.data).toEqual({
      chatId: chat.id,
      title: 'Boats',
      avatar: null,
      description: null,
      participantCount: 2,
      needsApproval: false,
    });
    const [pushed, brought] = [ben.waitFor('participant.joined'), cleo.waitFor('chat.created')];
    const joined = await cleo.joins({ code: link.code.toUpperCase() });
    expect(joined).toMatchObject({ state: 'joined', chatId: chat.id, chat: { unreadCount: 0, participantCount: 3 } });
    expect(await pushed).toMatchObject({ participant: { role: 'member', user: { id: cleo.id } }, rev: 2 });
    expect(await brought).toMatchObject({ id: chat.id, unreadCount: 0 });
    // The link is used up now, but her repeated join succeeds.
    expect(await cleo.joins(link)).toMatchObject({ state: 'joined', chatId: chat.id });
    expect(await usesOf(ada, chat)).toEqual([1]);
    expect((await cleo.sees(chat)).map(({ message, system }) => system?.event ?? message)).toEqual([
      'people.joined',
      'before her',
    ]);
    const [step] = await stepsOf(ben, chat, held);
    expect(step).toMatchObject({ participants: [{ user: { id: cleo.id } }], messages: [{ kind: 'system' }] });
    await allReceived(ada, chat, ben.socket, cleo.socket);
    expect(revsReceived(ben.socket, chat)).toEqual([1, 2, 3, 4]);
  });

  it('answers the same 404 when it is expired, used up, revoked or unknown', async () => {
    const { ada, ben, cleo, dora, chat } = await aGroup();
    const notFound = exactAnswer(await join(cleo, '0'.repeat(32)));
    expect(notFound).toContain('404 {"status":"error","code":"invite.not_found"');
    const [expired, usedUp, revoked, open] = await Promise.all([
      ada.makesLink(chat, { expiresIn: 1 }),
      ada.makesLink(chat, { maxUses: 1 }),
      ada.makesLink(chat),
      ada.makesLink(chat),
    ]);
    await server().sql(`update invite_links set expires_at = now() - interval '1 second' where id = $1`, [expired.id]);
    await dora.joins(usedUp);
    const end = `/api/chats/${chat.id}/invite-links/${revoked.id}`;
    for (const again of [1, 2]) expect([again, await ada.call('DELETE', end)]).toMatchObject([again, { status: 200 }]);

    for (const code of [expired.code, usedUp.code, revoked.code, 'no-code', randomUUID(), '%00', '0'.repeat(5000)]) {
      expect([code, exactAnswer(await join(cleo, code))]).toEqual([code, notFound]);
      expect([code, exactAnswer(await preview(cleo, code))]).toEqual([code, notFound]);
      expect([code, exactAnswer(await cleo.call('DELETE', `/api/invites/${code}/join`))]).toEqual([code, notFound]);
    }
    expect((await join(cleo, open.code)).status).toBe(200);
    const listed = await ada.does<InviteLinkView[]>('GET', `/api/chats/${chat.id}/invite-links`);
    expect(listed.map(({ id }) => id).sort()).toEqual([usedUp.id, open.id].sort());
    for (const link of [randomUUID(), 'no-id']) {
      const answer = await ada.call('DELETE', `/api/chats/${chat.id}/invite-links/${link}`);
      expect(answer).toMatchObject({ status: 404, body: { code: 'invite.not_found' } });
    }
    // A link of another group cannot be revoked through this one.
    const elsewhere = await ada.makesLink(await ada.opensGroup('Cars', ben));
    expect((await ada.call('DELETE', `/api/chats/${chat.id}/invite-links/${elsewhere.id}`)).status).toBe(404);
    expect((await preview(cleo, elsewhere.code)).status).toBe(200);
  });

  it('with `maxUses: 3` admits exactly three of twenty people who join at once', async () => {
    const { ada, ben, chat } = await aGroup();
    const link = await ada.makesLink(chat, { maxUses: 3 });
    const crowd = await Promise.all(Array.from({ length: 20 }, (_, n) => person(`guest ${n}`)));
    // Each person sends the call twice, like a client that retries.
    const answers = await Promise.all([...crowd, ...crowd].map((one) => join(one, link.code)));
    const statuses = answers.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 404]));
    expect(await usesOf(ada, chat)).toEqual([3]);
    expect(await ada.chat(chat)).toMatchObject({ participantCount: 5, lastRev: 6, lastSeq: 3 });
    await allReceived(ada, chat, ben.socket);
    expect(revsReceived(ben.socket, chat)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('does not admit a removed person before somebody adds them again; a person who left may join again', async () => {
    const { ada, ben, cleo, chat } = await aGroup();
    const link = await ada.makesLink(chat);
    await cleo.joins(link);
    await cleo.leaves(chat);
    expect(await cleo.joins(link)).toMatchObject({ state: 'joined' });
    await ada.removes(chat, { id: participantIdOf(await ada.chat(chat), cleo) });
    const notFound = exactAnswer(await join(cleo, '0'.repeat(32)));
    expect([exactAnswer(await join(cleo, link.code)), exactAnswer(await preview(cleo, link.code))]).toEqual([
      notFound,
      notFound,
    ]);
    expect(await usesOf(ada, chat)).toEqual([2]);

    await ada.adds(chat, cleo);
    await cleo.leaves(chat);
    expect(await cleo.joins(link)).toMatchObject({ state: 'joined' });
    // All participants have left, so the link works no longer.
    for (const one of [ada, ben, cleo]) await one.leaves(chat);
    expect(exactAnswer(await join(ben, link.code))).toBe(notFound);
  });

  it('works only while its creator may create links: not after the creator was demoted, was removed or left', async () => {
    const { ada, ben, cleo, dora, chat } = await aGroup();
    const participant = { id: participantIdOf(chat, ben) };
    await ada.changesRole(chat, participant, 'admin');
    const [link, asking, hers] = [
      await ben.makesLink(chat),
      await ben.makesLink(chat, { needsApproval: true }),
      await ada.makesLink(chat),
    ];
    expect(await dora.joins(asking)).toMatchObject({ state: 'requested' });
    const listed = async () =>
      (await ada.does<InviteLinkView[]>('GET', `/api/chats/${chat.id}/invite-links`)).map(({ id }) => id);
    const notFound = exactAnswer(await join(cleo, '0'.repeat(32)));
    const expectNotFound = async () => {
      for (const { code } of [link, asking]) {
        expect([exactAnswer(await join(cleo, code)), exactAnswer(await preview(cleo, code))]).toEqual([
          notFound,
          notFound,
        ]);
      }
      expect(await listed()).toEqual([hers.id]);
    };

    await ada.changesRole(chat, participant, 'member');
    await expectNotFound();
    // Dora asked before, so she still sees the state of her request.
    expect(await dora.joins(asking)).toMatchObject({ state: 'requested' });
    await ada.changesRole(chat, participant, 'admin');
    expect((await preview(cleo, link.code)).status).toBe(200);
    expect(await listed()).toEqual([hers.id, asking.id, link.id]);
    await ada.removes(chat, participant);
    await expectNotFound();
    await ada.adds(chat, ben);
    await expectNotFound();
    await ada.changesRole(chat, participant, 'owner');
    expect(await listed()).toEqual([hers.id, asking.id, link.id]);
    await ben.leaves(chat);
    await expectNotFound();
    expect(await cleo.joins(hers)).toMatchObject({ state: 'joined' });
  });

  it('is created, listed and revoked by the owner and admins of a group; creation is idempotent; a group has at most fifty', async () => {
    const { ada, ben, cleo, chat } = await aGroup();
    const path = `/api/chats/${chat.id}/invite-links`;
    const make = (one: Person, body: unknown, key = '') =>
      one.call<InviteLinkView>('POST', path, body, { 'idempotency-key': key });

    const copies = await Promise.all([1, 2, 3].map(() => make(ada, { maxUses: 3 }, 'a key')));
    expect(copies.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(copies.map(({ body }) => body.data.code)).size).toBe(1);
    expect(await make(ben, {})).toMatchObject({ status: 403, body: { code: 'chat.not_admin' } });
    expect(await ben.call('GET', path)).toMatchObject({ status: 403, body: { code: 'chat.not_admin' } });
    expect(await cleo.call('GET', path)).toMatchObject({ status: 404, body: { code: 'chat.not_found' } });
    const direct = await ada.opensChatWith(ben);
    await expect(ada.makesLink(direct)).rejects.toMatchObject({ httpStatus: 403, code: 'chat.is_direct' });
    for (const wrong of [
      { expiresIn: 0 },
      { expiresIn: 1e9 },
      { maxUses: 0 },
      { maxUses: '1.5' },
      { needsApproval: 'x' },
    ]) {
      expect([wrong, await make(ada, wrong)]).toMatchObject([
        wrong,
        { status: 400, body: { code: 'request.invalid' } },
      ]);
    }
    await ada.changesRole(chat, { id: participantIdOf(chat, ben) }, 'admin');
    await Promise.all(Array.from({ length: 49 }, () => make(ben, {})));
    expect(await make(ada, {})).toMatchObject({
      status: 403,
      body: { code: 'invite.too_many', params: { limit: 50 } },
    });
    await ben.does('DELETE', `${path}/${copies[0]?.body.data.id}`);
    expect((await make(ada, {})).status).toBe(201);
    expect(await usesOf(ben, chat)).toHaveLength(50);
  });

  it('answers 403 when the group is full, and counts no use', async () => {
    const { ada, cleo, chat } = await aGroup();
    const link = await ada.makesLink(chat);
    await server().sql(`with crowd as (
        insert into users (id, email, password_hash, name, folded_name)
        select gen_random_uuid(), 'full' || n || '@example.com', 'x', 'x', 'x' from generate_series(1, 998) n returning id)
      insert into participants (id, chat_id, user_id) select gen_random_uuid(), '${chat.id}', id from crowd`);
    expect(await join(cleo, link.code)).toMatchObject({
      status: 403,
      body: { code: 'chat.full', params: { limit: 1000 } },
    });
    expect(await usesOf(ada, chat)).toEqual([0]);
  });
});
