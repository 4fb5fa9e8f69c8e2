import { onAnotherDevice } from './support/people.js';
import { tickPresence, benConnected, presenceReceived, disconnects } from './support/presence.js';
import { useServer } from './support/server.js';

useServer();

describe('a person with sockets', () => {
  it('is online from the first socket, and goes offline some time after the last one has closed', async () => {
    const { ada, ben, settled, status } = await benConnected();
    expect(await status()).toBe('offline');

    const cameOnline = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    const laptop = await ada.connects();
    expect(await cameOnline).toMatchObject({ userId: ada.id, status: 'online' });
    const phone = await ada.connects();

    await disconnects(laptop);
    await tickPresence(20);
    await disconnects(phone);
    await tickPresence(9);
    expect(await status()).toBe('online');
    const wentOffline = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await tickPresence(11);

    expect(await wentOffline).toMatchObject({ status: 'offline' });
    expect(await status()).toBe('offline');
    await settled();
    expect(presenceReceived(ben, ada)).toEqual(['online', 'offline']);
  });

  it('stays online when they connect again in time', async () => {
    const { ada, ben, settled, status } = await benConnected();
    const cameOnline = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    const first = await ada.connects();
    await cameOnline;

    await disconnects(first);
    await ada.connects();
    await tickPresence(11);

    await settled();
    expect(presenceReceived(ben, ada)).toEqual(['online']);
    expect(await status()).toBe('online');
  });
});

describe('a device that both calls and has a socket', () => {
  it('counts by its socket alone: its person is offline 10 s after the page was closed, whatever the page called before', async () => {
    const { ada, ben, status } = await benConnected();
    const cameOnline = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await ada.does('GET', '/api/me'); // before it connects
    await cameOnline;
    const page = await ada.connects();
    await ada.does('POST', `/api/users/${ada.id}/set-status/online`);

    await disconnects(page);
    await tickPresence(9);
    expect(await status()).toBe('online');
    const wentOffline = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await tickPresence(11);
    expect(await wentOffline).toMatchObject({ status: 'offline' });
  });

  it('counts by its calls again after its last socket has closed', async () => {
    const { ada, ben, settled, status } = await benConnected();
    const cameOnline = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    const app = await ada.connects();
    await cameOnline;

    await disconnects(app);
    await ada.does('GET', '/api/me'); // The app polls in the background.
    await tickPresence(119);
    expect(await status()).toBe('online');
    await settled();
    expect(presenceReceived(ben, ada)).toEqual(['online']);
    const wentOffline = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await tickPresence(121);
    expect(await wentOffline).toMatchObject({ status: 'offline' });
  });

  it('does not end the presence that other devices of the same person have by their calls', async () => {
    const { ada, ben, status } = await benConnected();
    const cameOnline = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    const page = await ada.connects();
    await cameOnline;
    await (await onAnotherDevice(ada)).does('GET', '/api/me');

    await disconnects(page);
    await tickPresence(119);
    expect(await status()).toBe('online');
  });
});

describe('a person who asks to be shown offline', () => {
  it('stays offline on all devices until they ask to be shown online', async () => {
    const { ada, ben, settled, status } = await benConnected();
    const came = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    const first = await ada.connects();
    await came;
    const hidden = ben.waitFor('presence.changed', ({ status: shown }) => shown === 'offline');
    await ada.does('POST', `/api/users/${ada.id}/set-status/offline`);
    await hidden;

    await ada.connects();
    await disconnects(first);
    await tickPresence(20);
    await ada.does('POST', `/api/users/${ada.id}/set-status/offline`);
    await settled();
    expect(await status()).toBe('offline');
    expect(presenceReceived(ben, ada)).toEqual(['online', 'offline']);

    const shown = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await ada.does('POST', `/api/users/${ada.id.toUpperCase()}/set-status/online`);
    expect(await shown).toMatchObject({ userId: ada.id, status: 'online' });
  });

  it('is shown online again when they sign in again', async () => {
    const { ada, ben, status } = await benConnected();
    const socket = await ada.connects();
    expect(await socket.request('presence.set', { status: 'offline' })).toEqual({ status: 'success' });
    expect(await status()).toBe('offline');

    const shown = ben.waitFor('presence.changed', ({ status: now }) => now === 'online');
    await onAnotherDevice(ada);

    expect(await shown).toMatchObject({ userId: ada.id });
    expect(await status()).toBe('online');
  });

  it('can do so for themselves only', async () => {
    const { ada, ben, settled } = await benConnected();
    const answer = await ben.call('POST', `/api/users/${ada.id}/set-status/offline`);
    expect(answer).toMatchObject({ status: 403, body: { code: 'user.not_you' } });
    expect(await ben.socket?.request('presence.set', { status: 'away' })).toMatchObject({ code: 'request.invalid' });
    await settled();
    expect(presenceReceived(ben, ada)).toEqual([]);
  });
});

describe('a person without a socket', () => {
  it('is online for two minutes after each call', async () => {
    const { ada, ben, settled, status } = await benConnected();
    const cameOnline = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await ada.does('GET', '/api/me');
    expect(await cameOnline).toMatchObject({ userId: ada.id, status: 'online' });

    await tickPresence(119);
    await settled();
    expect(presenceReceived(ben, ada)).toEqual(['online']);
    const wentOffline = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await tickPresence(121);

    expect(await wentOffline).toMatchObject({ status: 'offline' });
    expect(await status()).toBe('offline');
  });

  it('is online after the call that sets their status, too, but not after signing in alone', async () => {
    const { ada, ben, status } = await benConnected();
    const phone = await onAnotherDevice(ada);
    expect(await status()).toBe('offline');

    const cameOnline = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await phone.does('POST', `/api/users/${ada.id}/set-status/online`);
    expect(await cameOnline).toMatchObject({ status: 'online' });
    await tickPresence(119);
    expect(await status()).toBe('online');
  });

  it('is offline at once after signing out', async () => {
    const { ada, ben } = await benConnected();
    const cameOnline = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await ada.does('GET', '/api/me');
    await cameOnline;

    const wentOffline = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await ada.does('POST', '/api/logout');
    await tickPresence(0);

    expect(await wentOffline).toMatchObject({ status: 'offline' });
  });
});
