import { heardOf, leaves } from './support/presence.js';
import { server } from './support/server.js';
import { benListensOnBoth, isThere, other, redis, redisIsUp, until, useTwoNodes } from './support/two-nodes.js';

useTwoNodes();

const readiness = async (): Promise<string> => {
  const answers = await Promise.all(
    [server(), other()].map(async ({ url }) => {
      const answer = await fetch(`${url}/health/ready`);
      return `${answer.status} ${((await answer.json()) as { status: string }).status}`;
    }),
  );
  return [...new Set(answers)].join(', ');
};

describe('a Redis that keeps its connections and answers nothing', () => {
  afterEach(() => redis().thaw());

  it('is treated like a Redis that is down, and is used again when it answers', async () => {
    const { ada, ben, chat, bothHear, elsewhere, heardElsewhere, allSettled } = await benListensOnBoth();
    const online = bothHear('online');
    const socket = await ada.connects();
    await online;
    expect(await readiness()).toBe('200 ok');

    redis().freeze();
    const since = performance.now();
    expect(await readiness()).toBe('200 degraded');
    expect(performance.now() - since).toBeLessThan(1_900);
    await until(async () => !(await redisIsUp()));
    // The nodes do not wait for Redis any more: the message reaches the other node through the journal.
    const heard = elsewhere.hears('message.created');
    const asked = performance.now();
    await ada.says(chat, 'hello');
    expect(performance.now() - asked).toBeLessThan(900);
    expect(await heard).toMatchObject({ message: 'hello' });
    await leaves(socket);
    expect(await isThere(server(), ada)).toBe(true);

    redis().thaw();
    await until(async () => (await readiness()) === '200 ok');
    expect(await redisIsUp()).toBe(true);
    await ada.connects();
    await allSettled();
    expect([heardOf(ben, ada), heardElsewhere()]).toEqual([['online'], ['online']]);
    const again = elsewhere.hears('message.created');
    await ben.says(chat, 'welcome back');
    expect(await again).toMatchObject({ message: 'welcome back' });
  }, 60_000);
});
