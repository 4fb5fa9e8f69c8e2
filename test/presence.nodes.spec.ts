import { TestSocket } from './support/test-socket.js';
import type { Person } from './support/person.js';
import { tickPresence, benConnected, presenceReceived, disconnects } from './support/presence.js';
import { server } from './support/server.js';
import {
  benConnectedToBoth,
  isOnline,
  redisLinkOf,
  sweepPresence,
  other,
  presenceOn,
  until,
  useTwoNodes,
} from './support/two-nodes.js';

useTwoNodes();

const callsElsewhere = (person: Person) =>
  fetch(`${other().url}/api/me`, { headers: { authorization: `Bearer ${person.token}` } });

describe('presence on two nodes', () => {
  it('is pushed once on both nodes; a reconnect to the other node is not pushed', async () => {
    const { ada, ben, bothReceive, allSettled, receivedOnOther, status } = await benConnectedToBoth();
    const online = bothReceive('online');
    const first = await ada.connects();
    await online;
    expect(await isOnline(other(), ada)).toBe(true);
    expect(await status()).toBe('online');

    await disconnects(first);
    const second = await TestSocket.open(other().url, ada.token);
    await sweepPresence(11);
    await allSettled();
    expect(presenceReceived(ben, ada)).toEqual(['online']);

    const offline = bothReceive('offline');
    second.close();
    await until(async () => {
      await sweepPresence(11);
      return !(await isOnline(server(), ada));
    });
    await offline;
    await allSettled();
    expect(presenceReceived(ben, ada)).toEqual(['online', 'offline']);
    expect(receivedOnOther()).toEqual(['online', 'offline']);
  });

  it('does not count the calls of a device that has its socket on the other node', async () => {
    const { ada, bothReceive } = await benConnectedToBoth();
    const online = bothReceive('online');
    const socket = await ada.connects();
    await online;
    expect((await callsElsewhere(ada)).status).toBe(200);

    const offline = bothReceive('offline');
    await disconnects(socket);
    await sweepPresence(11);
    await offline;
  });

  it('lasts for two minutes after a call without a socket, also on the other node', async () => {
    const { ada, ben, bothReceive, allSettled } = await benConnectedToBoth();
    const online = bothReceive('online');
    await callsElsewhere(ada);
    await online;
    await tickPresence(119);
    await allSettled();
    expect(presenceReceived(ben, ada)).toEqual(['online']);

    const offline = bothReceive('offline');
    await tickPresence(121);
    await offline;
  });

  it('ends when the node of a person is dead; another node pushes the change', async () => {
    const { ada, ben } = await benConnected();
    const third = await server().anotherNode();
    const online = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await TestSocket.open(third.url, ada.token);
    await online;

    // Like a dead node, it renews no lease and sends nothing.
    await redisLinkOf(third).onApplicationShutdown();
    const offline = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await tickPresence(29);
    expect(await isOnline(server(), ada)).toBe(true);
    await tickPresence(31);
    expect(await offline).toMatchObject({ status: 'offline' });
    await third.stop();
  });

  it('lasts only for the grace period after the node of a person has stopped in good order', async () => {
    const { ada, ben } = await benConnected();
    const third = await server().anotherNode();
    const online = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await TestSocket.open(third.url, ada.token);
    await online;

    await third.stop();
    const offline = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await sweepPresence(5);
    expect(await isOnline(server(), ada)).toBe(true);
    await tickPresence(11);
    expect(await offline).toMatchObject({ status: 'offline' });
  });

  it('has figures: the number of people, of leases, and of expired leases', async () => {
    await benConnectedToBoth();
    await sweepPresence(0);
    const figures = await presenceOn(server()).figures();
    const { people = 0, leases = 0, expired } = figures ?? {};
    expect({ people: people > 0, leases: leases >= people, expired }).toEqual({
      people: true,
      leases: true,
      expired: 0,
    });
  });
});
