import { presenceReceived, disconnects } from './support/presence.js';
import { server } from './support/server.js';
import { benConnectedToBoth, isOnline, other, redis, redisIsUp, until, useTwoNodes } from './support/two-nodes.js';

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
    const { ada, ben, chat, bothReceive, onOther, receivedOnOther, allSettled } = await benConnectedToBoth();
    const online = bothReceive('online');
    const socket = await ada.connects();
    await online;
    expect(await readiness()).toBe('200 ok');

    redis().freeze();
    const since = performance.now();
    expect(await readiness()).toBe('200 degraded');
    expect(performance.now() - since).toBeLessThan(1_900);
    await until(async () => !(await redisIsUp()));
    // The nodes do not wait for Redis any more: the message reaches the other node through the journal.
    const received = onOther.waitFor('message.created');
    const asked = performance.now();
    await ada.says(chat, 'hello');
    expect(performance.now() - asked).toBeLessThan(900);
    expect(await received).toMatchObject({ message: 'hello' });
    await disconnects(socket);
    expect(await isOnline(server(), ada)).toBe(true);

    redis().thaw();
    await until(async () => (await readiness()) === '200 ok');
    expect(await redisIsUp()).toBe(true);
    await ada.connects();
    await allSettled();
    expect([presenceReceived(ben, ada), receivedOnOther()]).toEqual([['online'], ['online']]);
    const again = onOther.waitFor('message.created');
    await ben.says(chat, 'welcome back');
    expect(await again).toMatchObject({ message: 'welcome back' });
  }, 60_000);
});
