import { Ears } from './support/ears.js';
import type { Person } from './support/person.js';
import { after, benAwaitsAda, heardOf, leaves } from './support/presence.js';
import { server } from './support/server.js';
import {
  benListensOnBoth,
  isThere,
  linkOf,
  lookAfter,
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
    const { ada, ben, bothHear, allSettled, heardElsewhere, status } = await benListensOnBoth();
    const online = bothHear('online');
    const first = await ada.connects();
    await online;
    expect(await isThere(other(), ada)).toBe(true);
    expect(await status()).toBe('online');

    await leaves(first);
    const second = await Ears.open(other().url, ada.token);
    await lookAfter(11);
    await allSettled();
    expect(heardOf(ben, ada)).toEqual(['online']);

    const offline = bothHear('offline');
    second.hangUp();
    await until(async () => {
      await lookAfter(11);
      return !(await isThere(server(), ada));
    });
    await offline;
    await allSettled();
    expect(heardOf(ben, ada)).toEqual(['online', 'offline']);
    expect(heardElsewhere()).toEqual(['online', 'offline']);
  });

  it('does not count the calls of a device that has its socket on the other node', async () => {
    const { ada, bothHear } = await benListensOnBoth();
    const online = bothHear('online');
    const socket = await ada.connects();
    await online;
    expect((await callsElsewhere(ada)).status).toBe(200);

    const offline = bothHear('offline');
    await leaves(socket);
    await lookAfter(11);
    await offline;
  });

  it('lasts for two minutes after a call without a socket, also on the other node', async () => {
    const { ada, ben, bothHear, allSettled } = await benListensOnBoth();
    const online = bothHear('online');
    await callsElsewhere(ada);
    await online;
    await after(119);
    await allSettled();
    expect(heardOf(ben, ada)).toEqual(['online']);

    const offline = bothHear('offline');
    await after(121);
    await offline;
  });

  it('ends when the node of a person is dead; another node pushes the change', async () => {
    const { ada, ben } = await benAwaitsAda();
    const third = await server().anotherNode();
    const online = ben.hears('presence.changed', ({ userId }) => userId === ada.id);
    await Ears.open(third.url, ada.token);
    await online;

    // Like a dead node, it renews no lease and sends nothing.
    await linkOf(third).onApplicationShutdown();
    const offline = ben.hears('presence.changed', ({ userId }) => userId === ada.id);
    await after(29);
    expect(await isThere(server(), ada)).toBe(true);
    await after(31);
    expect(await offline).toMatchObject({ status: 'offline' });
    await third.stop();
  });

  it('lasts only for the grace period after the node of a person has stopped in good order', async () => {
    const { ada, ben } = await benAwaitsAda();
    const third = await server().anotherNode();
    const online = ben.hears('presence.changed', ({ userId }) => userId === ada.id);
    await Ears.open(third.url, ada.token);
    await online;

    await third.stop();
    const offline = ben.hears('presence.changed', ({ userId }) => userId === ada.id);
    await lookAfter(5);
    expect(await isThere(server(), ada)).toBe(true);
    await after(11);
    expect(await offline).toMatchObject({ status: 'offline' });
  });

  it('has figures: the number of people, of leases, and of expired leases', async () => {
    await benListensOnBoth();
    await lookAfter(0);
    const figures = await presenceOn(server()).figures();
    const { people = 0, leases = 0, expired } = figures ?? {};
    expect({ people: people > 0, leases: leases >= people, expired }).toEqual({
      people: true,
      leases: true,
      expired: 0,
    });
  });
});
