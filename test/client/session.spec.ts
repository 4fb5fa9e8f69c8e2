import { MemoryStorage, Parley } from '@parley/client';

import { runUntilExit } from '../support/snippets.js';
import { people, person } from '../support/people.js';
import { server, useServer } from '../support/server.js';
import { clientOf, closeClients, resumed, until } from './clients.js';

useServer();
afterEach(closeClients);

describe('a session of the client', () => {
  it('does not start with a wrong password, and the client throws the reason', async () => {
    const { login } = await person('ada');
    const storage = new MemoryStorage();
    const client = new Parley({ url: server().live.url, storage });
    await expect(client.signIn({ email: login.user.email, password: 'not it' })).rejects.toMatchObject({
      code: 'auth.bad_credentials',
      httpStatus: 401,
    });
    expect([client.state, client.me, await client.resume()]).toEqual(['signed-out', null, false]);
  });

  it('is kept after a reload, and ends when the person signs out', async () => {
    const ada = await person('ada');
    const storage = new MemoryStorage();
    (await clientOf(ada, { storage })).close();
    const client = await resumed(ada, storage);
    expect(client.me).toMatchObject({ id: ada.id, email: ada.login.user.email });

    await client.signOut();
    expect(client.state).toBe('signed-out');
    await expect(resumed(ada, storage)).rejects.toThrow('no session');
  });

  it('knows the name and status of its person after a reload, and after a change on another device', async () => {
    const ada = await person('ada');
    const storage = new MemoryStorage();
    const before = await clientOf(ada, { storage });
    expect(before.me).toMatchObject({ name: 'ada', status: 'online' });
    await before.setStatus('offline');
    expect(before.me?.status).toBe('offline');
    before.close();

    const after = await resumed(ada, storage);
    await until(after, () => after.me?.status === 'offline');
    await ada.does('PATCH', '/api/me', { name: 'Ada' });
    await ada.does('POST', `/api/users/${ada.id}/set-status/online`);
    await until(after, () => after.me?.status === 'online' && after.me.name === 'Ada');
  });

  it('goes on with a new token when the old one has expired, in calls and on the socket', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const { id } = await ada.opensChatWith(ben);
    const client = await clientOf(ada);
    await client.call('POST', '/api/dev/faults', { seed: 5, expireToken: 0.3 });
    for (let n = 0; n < 5; n++) client.chat(id)!.send({ message: `message ${n}` });
    await until(client, () => client.chat(id)?.view.lastSeq === 5);
    // A call is refused when the new token expires at once too. That does not sign the person out.
    for (let n = 0; n < 10; n++) await client.call('GET', '/api/me').catch(() => undefined);
    const { counts } = await client.call<{ counts: { expireToken: number } }>('GET', '/api/dev/faults');
    expect(counts.expireToken).toBeGreaterThan(0);
    expect(client.me).not.toBeNull();
  });

  it('ends when another device ends it', async () => {
    const ada = await person('ada');
    const client = await clientOf(ada);
    const sessions = await ada.does<{ id: string; current: boolean }[]>('GET', '/api/me/sessions');
    for (const one of sessions) if (!one.current) await ada.does('DELETE', `/api/me/sessions/${one.id}`);
    await until(client, () => client.state === 'signed-out');
    await expect(client.call('GET', '/api/chats')).rejects.toMatchObject({ code: 'auth.token_missing' });
  });
});

describe('a closed client', () => {
  const script = async (url: string, lines: string) => {
    const { ada, ben } = await people('ada', 'ben');
    await ada.opensChatWith(ben);
    const { login, password } = ada;
    const who = JSON.stringify({ email: login.user.email, password });
    const code = `
      import { MemoryStorage, Parley } from '@parley/client';
      const parley = new Parley({ url: '${url}', storage: new MemoryStorage(), checkEveryMs: 200 });
      const signIn = (client = parley) => client.signIn(${who});
      ${lines}
      console.log('closed', parley.state);`;
    return runUntilExit(['closed signed-out'], process.execPath, '--input-type=module', '-e', code);
  };

  it('calls its listener once, even if the listener closes the client again', async () => {
    const said = await script(
      server().live.url,
      `await signIn();
       await parley.live();
       parley.subscribe(() => (console.log('told', parley.state), parley.close()));
       parley.close();
       await new Promise((resolve) => setTimeout(resolve, 100));`,
    );
    expect(said.match(/told/g)).toHaveLength(1);
  });

  it('lets its script end while it connects, and rejects `live()`', async () => {
    const said = await script(
      server().live.url,
      `await signIn();
       const live = parley.live();
       parley.close();
       await live.catch(({ code }) => console.log(code));`,
    );
    expect(said).toContain('auth.token_missing');
  });

  it('lets its script end while it has no connection and a message waits to be sent', async () => {
    await script(
      server().live.url,
      `await signIn();
       await parley.live();
       const [chat] = parley.chats;
       await parley.call('POST', '/api/dev/faults', { seed: 1, drop: 1 });
       chat.send({ message: 'never' });
       parley.reconnect();
       chat.typing();
       chat.read();
       await new Promise((resolve) => setTimeout(resolve, 500));
       parley.close();`,
    );
  });
});

describe('a live client', () => {
  it('shows who types, who is online, and a draft from another device', async () => {
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

  it('reads presence again after a reconnect: a person who went offline meanwhile is shown offline', async () => {
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
