import { MemoryStorage, Parley } from '@parley/client';

import { people, person } from '../support/people.js';
import { server, useServer } from '../support/server.js';
import { clientOf, hangUpClients, resumed, until } from './clients.js';

useServer();
afterEach(hangUpClients);

describe('a session of the client', () => {
  it('is refused with the reason, and then there is none', async () => {
    const { login } = await person('ada');
    const storage = new MemoryStorage();
    const client = new Parley({ url: server().live.url, storage });
    await expect(client.signIn({ email: login.user.email, password: 'not it' })).rejects.toMatchObject({
      code: 'auth.bad_credentials',
      httpStatus: 401,
    });
    expect([client.state, client.me, await client.resume()]).toEqual(['signed-out', null, false]);
  });

  it('is kept over reloads until one signs out', async () => {
    const ada = await person('ada');
    const storage = new MemoryStorage();
    (await clientOf(ada, { storage })).close();
    const client = await resumed(ada, storage);
    expect(client.me).toMatchObject({ id: ada.id, email: ada.login.user.email });

    await client.signOut();
    expect(client.state).toBe('signed-out');
    await expect(resumed(ada, storage)).rejects.toThrow('no session');
  });

  it('goes on with a new token where the old one has expired, in calls and on the socket', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const { id } = await ada.opensChatWith(ben);
    const client = await clientOf(ada);
    await client.call('POST', '/api/dev/faults', { seed: 5, expireToken: 0.3 });
    for (let n = 0; n < 5; n++) client.chat(id)!.send({ message: `message ${n}` });
    await until(client, () => client.chat(id)?.view.lastSeq === 5);
    // one that expires again at once is refused; nobody is signed out for that
    for (let n = 0; n < 10; n++) await client.call('GET', '/api/me').catch(() => undefined);
    const { counts } = await client.call<{ counts: { expireToken: number } }>('GET', '/api/dev/faults');
    expect(counts.expireToken).toBeGreaterThan(0);
    expect(client.me).not.toBeNull();
  });

  it('ends here when it is ended elsewhere', async () => {
    const ada = await person('ada');
    const client = await clientOf(ada);
    const sessions = await ada.does<{ id: string; current: boolean }[]>('GET', '/api/me/sessions');
    for (const one of sessions) if (!one.current) await ada.does('DELETE', `/api/me/sessions/${one.id}`);
    await until(client, () => client.state === 'signed-out');
    await expect(client.call('GET', '/api/chats')).rejects.toMatchObject({ code: 'auth.token_missing' });
  });
});

describe('what passes', () => {
  it('is seen while it is there: who types, who is online, what was drafted elsewhere', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const { id } = await ada.opensChatWith(ben);
    const [mine, phone, his] = [await clientOf(ada), await clientOf(ada), await clientOf(ben)];
    const other = () => mine.chat(id)!.view.participants[1]!.user;
    await until(mine, () => other().status === 'online');

    his.chat(id)!.typing();
    await until(mine, () => mine.chat(id)!.typists[0]?.user.id === ben.id);
    his.chat(id)!.stopTyping();
    await until(mine, () => mine.chat(id)!.typists.length === 0);

    await phone.chat(id)!.saveDraft('I wanted to');
    await until(mine, () => mine.chat(id)!.view.draft?.message === 'I wanted to');

    await his.setStatus('offline');
    await until(mine, () => other().status === 'offline');
  });

  it('is looked up again after a break: nobody is shown online who went meanwhile', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const { id } = await ada.opensChatWith(ben);
    const [mine, his] = [await clientOf(ada), await clientOf(ben)];
    const other = () => mine.chat(id)!.view.participants[1]!.user;
    await until(mine, () => other().status === 'online');
    await mine.call('POST', '/api/dev/faults', { seed: 1, drop: 1 });
    await his.setStatus('offline');
    await mine.call('DELETE', '/api/dev/faults');
    mine.reconnect();
    await until(mine, () => other().status === 'offline');
  });
});
