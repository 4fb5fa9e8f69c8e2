import type { ChatsService } from '../src/chats/chats.service.js';
import type { UserView } from '../src/contract/views/user.view.js';
import { people } from './support/people.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';

const NOT_FOUND = { status: 404, body: { code: 'user.not_found' } };

/** Ada shares a group with ben, and with carla, who has left it. Nobody shares a chat with dora. All have one surname. */
async function neighbours() {
  const all = await people('ada', 'ben', 'carla', 'dora');
  for (const one of Object.values(all)) await one.does('PATCH', '/api/me', { name: `${one.name} quill` });
  await all.carla.leaves(await all.ada.opensGroup('A group', all.ben, all.carla));
  return all;
}

const finds = async (one: Person, q: string): Promise<string[]> =>
  (await one.does<UserView[]>('GET', `/api/users?q=${encodeURIComponent(q)}`)).map(({ name }) => name);

describe('a directory that is shared', () => {
  useServer({ DIRECTORY: 'shared' });

  it('finds those with whom one shares a chat, by any part of the name, and others by their exact e-mail', async () => {
    const { ada, dora } = await neighbours();
    const { email } = dora.login.user;

    for (const q of ['quill', 'ben', 'uil']) expect(await finds(ada, q)).toEqual(['ben quill']);
    for (const q of [email, ` ${email.toUpperCase()} `]) expect(await finds(ada, q)).toEqual(['dora quill']);
    for (const q of ['dora', email.slice(1), ada.login.user.email]) expect(await finds(ada, q)).toEqual([]);
    expect(await finds(dora, 'quill')).toEqual([]);
    await dora.does('PUT', `/api/users/${ada.id}/block`);
    expect(await finds(ada, email)).toEqual([]);
  });

  it('shows the profiles of the same people, and lets a person start a chat with whom they found', async () => {
    const { ada, ben, carla, dora } = await neighbours();
    for (const one of [ada, ben]) expect((await ada.call('GET', `/api/users/${one.id}`)).status).toBe(200);
    for (const one of [carla, dora]) expect(await ada.call('GET', `/api/users/${one.id}`)).toMatchObject(NOT_FOUND);
    await ada.opensChatWith(dora);
    expect(await finds(ada, 'dora')).toEqual(['dora quill']);
    expect((await ada.call('GET', `/api/users/${dora.id}`)).status).toBe(200);
  });
});

describe('a directory that shows nobody', () => {
  useServer({ DIRECTORY: 'none' });

  it('finds nobody, and lets people start chats only with those with whom the app has brought them together', async () => {
    const { ada, ben, dora } = await people('ada', 'ben', 'dora');
    const app = server().service<ChatsService>('chats/chats.service', 'ChatsService');
    await app.start(ada.id, { participants: [ben.id] });

    for (const q of ['ben', 'dora', ben.login.user.email]) expect(await finds(ada, q)).toEqual([]);
    expect((await ada.call('GET', `/api/users/${ben.id}`)).status).toBe(200);
    expect(await ada.call('GET', `/api/users/${dora.id}`)).toMatchObject(NOT_FOUND);
    const starts = (...others: Person[]) =>
      ada.call('POST', '/api/chats', { title: 'A group', participants: others.map(({ id }) => id) });
    for (const others of [[dora], [ben, dora]]) expect(await starts(...others)).toMatchObject(NOT_FOUND);
    const group = await ada.opensGroup('A group', ada, ben);
    const added = await ada.call('POST', `/api/chats/${group.id}/participants`, { participants: [dora.id] });
    expect(added).toMatchObject(NOT_FOUND);
    expect(await ada.adds(group, ben)).toHaveLength(1);
  });
});
