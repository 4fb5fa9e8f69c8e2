import type { MyselfView, UserView } from '../src/contract/views/user.view.js';
import type { ChatView, JoinRequestView, ParticipantView } from '../src/contract/views/chat.view.js';
import type { UpdateMeDto } from '../src/contract/dto/auth.dto.js';
import { NO_STANDING, stepsOf } from './support/sync-calls.js';
import { allReceived } from './support/all-received.js';
import { people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { tickPresence, disconnects } from './support/presence.js';
import { participantIdOf } from './support/participant-ids.js';
import { useServer } from './support/server.js';

useServer();

const setPrivacy = (one: Person, choices: UpdateMeDto) => one.does<MyselfView>('PATCH', '/api/me', choices);
const refused = (...unwilling: Person[]) => ({
  httpStatus: 403,
  code: 'user.invite_only',
  params: { userIds: unwilling.map(({ id }) => id).sort() },
});

describe('the privacy settings of a person', () => {
  it('allow everything at first, and are read and changed by that person only', async () => {
    const ada = await person('ada');
    const asFirst = { name: 'ada', whoMayAddMe: 'everybody', whoSeesLastSeen: 'everybody' };
    expect(await ada.does('GET', '/api/me')).toMatchObject(asFirst);
    expect(await setPrivacy(ada, { whoMayAddMe: 'shared' })).toMatchObject({ ...asFirst, whoMayAddMe: 'shared' });
    expect(await setPrivacy(ada, { whoSeesLastSeen: 'nobody', name: 'Ada' })).toMatchObject({ name: 'Ada' });
    const now = { name: 'Ada', whoMayAddMe: 'shared', whoSeesLastSeen: 'nobody' };
    expect(await ada.does('GET', '/api/me')).toMatchObject(now);
    for (const wrong of [{ whoMayAddMe: 'friends' }, { whoSeesLastSeen: true }, { whoMayAddMe: ['nobody'] }, {}]) {
      const answer = await ada.call('PATCH', '/api/me', wrong);
      expect([wrong, answer]).toMatchObject([wrong, { status: 400, body: { code: 'request.invalid' } }]);
    }
    expect(await ada.does('GET', '/api/me')).toMatchObject(now);
    expect(await (await person('eve')).does('GET', `/api/users/${ada.id}`)).not.toHaveProperty('whoMayAddMe');
  });
});

describe('the setting of who may add a person to groups', () => {
  it('applies to all who are not in the group yet; a refused call names the unwilling people and adds nobody', async () => {
    const { ada, ben, cleo, dora } = await people('ada', 'ben', 'cleo', 'dora');
    const group = await ada.opensGroup('Boats', ben);
    await setPrivacy(ben, { whoMayAddMe: 'nobody' });
    await setPrivacy(cleo, { whoMayAddMe: 'nobody' });
    await expect(ada.adds(group, ben, cleo, dora)).rejects.toMatchObject(refused(cleo));
    await expect(ada.opensGroup('More boats', ben, cleo, dora)).rejects.toMatchObject(refused(ben, cleo));
    expect(await ada.chat(group)).toMatchObject({ participantCount: 2 });
    expect(await ada.chats()).toHaveLength(1);
    expect(await ada.adds(group, ben, dora)).toHaveLength(2);

    const direct = await ada.opensChatWith(cleo); // allowed, because it is no group
    const link = await ada.makesLink(group, { maxUses: 1 });
    const received = cleo.waitFor('message.created');
    await ada.says(direct, link.code);
    expect(await cleo.joins({ code: (await received).message })).toMatchObject({ state: 'joined' });
    await cleo.leaves(group);
    const asking = await ada.makesLink(group, { needsApproval: true });
    await cleo.joins(asking);
    await ada.does('POST', `/api/chats/${group.id}/join-requests/${cleo.id}/approve`);
    expect(await cleo.chat(group)).toMatchObject({ participantCount: 4 });

    await setPrivacy(cleo, { whoMayAddMe: 'everybody' });
    expect(await dora.opensGroup('Free', cleo)).toMatchObject({ participantCount: 2 });
  });

  it('can allow people who share a chat: a direct chat that the other began counts only once the person has written in it', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    await setPrivacy(ada, { whoMayAddMe: 'shared' });
    await expect(ben.opensGroup('Spam', ada)).rejects.toMatchObject(refused(ada));
    const direct = await ben.opensChatWith(ada);
    await ben.says(direct, 'buy this');
    await expect(ben.opensGroup('Spam', ada)).rejects.toMatchObject(refused(ada));
    await ada.says(direct, 'what is it?');
    const group = await ben.opensGroup('Friends', ada, cleo);

    await expect(cleo.opensGroup('Ours', ada)).resolves.toMatchObject({ participantCount: 2 });
    for (const one of await cleo.chats()) await cleo.leaves(one);
    await expect(cleo.opensGroup('Again', ada)).rejects.toMatchObject(refused(ada));
    await ada.opensChatWith(cleo);
    await expect(cleo.opensGroup('Again', ada)).resolves.toMatchObject({ participantCount: 2 });
    expect(await ada.chat(group)).toMatchObject({ participantCount: 2 });
  });

  it('applies to threads: the author of the message is not added automatically, and nobody can add them', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const group = await ada.opensGroup('Boats', ben, cleo);
    await setPrivacy(ben, { whoMayAddMe: 'nobody' });
    await setPrivacy(cleo, { whoMayAddMe: 'shared' });
    const begins = async (who: Person, by: Person) => {
      const { id } = await by.says(group, 'Who sails?');
      return who.does<ChatView>('PUT', `/api/chats/${group.id}/messages/${id}/thread`);
    };
    const names = ({ participants }: ChatView) => participants.map(({ user }) => user.name).sort();
    const about = await begins(ada, ben);
    expect([names(about), names(await begins(ada, cleo))]).toEqual([['ada'], ['ada', 'cleo']]);
    expect(names(await begins(ben, ben))).toEqual(['ben']);
    await expect(ada.adds(about, ben)).rejects.toMatchObject(refused(ben));
    expect(await ada.adds(about, cleo)).toHaveLength(1);
    await ben.does('PUT', `/api/chats/${group.id}/messages/${about.thread?.messageId}/thread`);
    expect(await ben.chat(about)).toMatchObject({ participantCount: 3 });
  });
});

/** Ada's `lastSeenAt` in all views that show her to somebody who shares a group with her. */
async function lastSeenInViews(group: ChatView, one: Person, ada: Person) {
  const hers = (all: ParticipantView[]) => all.find(({ user }) => user.id === ada.id)?.user;
  const said = await one.says(group, 'look');
  const path = `/api/chats/${group.id}`;
  const [step] = await stepsOf(one, group, NO_STANDING);
  const { receipts } = await one.does<{ receipts: { user: UserView }[] }>(
    'GET',
    `${path}/messages/${said.id}/receipts`,
  );
  const { recipients } = await one.does<{ recipients: { user: UserView }[] }>(
    'GET',
    `${path}/messages/${said.id}/trace`,
  );
  const views = [
    hers((await one.chat(group)).participants),
    hers((await one.chats()).find(({ id }) => id === group.id)?.participants ?? []),
    hers(await one.does('GET', `${path}/participants`)),
    hers(step?.chat.participants ?? []),
    ...[...receipts, ...recipients].map(({ user }) => user).filter(({ id }) => id === ada.id),
  ];
  expect(views).toHaveLength(6);
  return [...views, ...(await viewsOfStrangers(one, ada))].map((user) => user?.lastSeenAt);
}

async function viewsOfStrangers(one: Person, { id, name }: Person) {
  const found = await one.does<UserView[]>('GET', `/api/users?q=${name}`);
  return [await one.does<UserView>('GET', `/api/users/${id}`), found.find((user) => user.id === id)];
}

const lastSeenByStrangers = async (one: Person, ada: Person) =>
  (await viewsOfStrangers(one, ada)).map((user) => user?.lastSeenAt);

describe('the setting of who sees when a person was last online', () => {
  it('applies to every view and push; people who share a chat receive a push when it changes', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const group = await ben.opensGroup('Boats', ada);
    const hears = (isShown: boolean) =>
      ben.waitFor(
        'presence.changed',
        ({ userId, lastSeenAt }) => userId === ada.id && (lastSeenAt !== null) === isShown,
      );
    const hidden = hears(false);
    await setPrivacy(ada, { whoSeesLastSeen: 'nobody' });
    expect(await hidden).toEqual({ userId: ada.id, status: 'online', lastSeenAt: null });
    expect(new Set([...(await lastSeenInViews(group, ben, ada)), ...(await lastSeenByStrangers(eve, ada))])).toEqual(
      new Set([null]),
    );

    const shown = hears(true);
    await setPrivacy(ada, { whoSeesLastSeen: 'shared' });
    const { lastSeenAt } = await shown;
    expect(new Set(await lastSeenInViews(group, ben, ada))).toEqual(new Set([lastSeenAt]));
    expect(new Set(await lastSeenByStrangers(eve, ada))).toEqual(new Set([null]));
    await setPrivacy(ada, { whoSeesLastSeen: 'everybody' });
    expect(new Set(await lastSeenByStrangers(eve, ada))).toEqual(new Set([lastSeenAt]));

    await setPrivacy(ada, { whoSeesLastSeen: 'nobody' });
    const left = ben.waitFor('presence.changed', ({ userId, status }) => userId === ada.id && status === 'offline');
    await disconnects(ada.socket);
    await tickPresence(60);
    expect(await left).toEqual({ userId: ada.id, status: 'offline', lastSeenAt: null });
  });

  it('applies when the person requests to join, joins, is removed, and is unblocked', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const group = await ben.opensGroup('Boats', cleo);
    await setPrivacy(ada, { whoSeesLastSeen: 'shared' });
    const link = await ben.makesLink(group, { needsApproval: true });
    const asked = ben.waitFor('join.requested');
    await ada.joins(link);
    expect((await asked).user).toMatchObject({ id: ada.id, lastSeenAt: null });
    const requests = await ben.does<JoinRequestView[]>('GET', `/api/chats/${group.id}/join-requests`);
    expect(requests).toMatchObject([{ user: { id: ada.id, lastSeenAt: null } }]);

    const came = cleo.waitFor('participant.joined');
    await ben.does('POST', `/api/chats/${group.id}/join-requests/${ada.id}/approve`);
    expect((await came).participant.user).toMatchObject({ id: ada.id, lastSeenAt: expect.any(String) as string });
    const gone = cleo.waitFor('participant.left');
    await ben.removes(group, { id: participantIdOf(await ben.chat(group), ada) });
    expect((await gone).participant.user).toMatchObject({ id: ada.id, lastSeenAt: null });

    const direct = await ada.opensChatWith(ben);
    await setPrivacy(ada, { whoSeesLastSeen: 'nobody' });
    await ben.does('PUT', `/api/users/${ada.id}/block`);
    const again = ben.waitFor('presence.changed', ({ userId, status }) => userId === ada.id && status === 'online');
    await ben.does('DELETE', `/api/users/${ada.id}/block`);
    expect(await again).toMatchObject({ lastSeenAt: null });
    await allReceived(ada, direct, ben.socket);
    const received = ben.socket?.all('presence.changed').filter(({ userId }) => userId === ada.id) ?? [];
    expect(received.at(-1)?.lastSeenAt).toBeNull();
  });
});
