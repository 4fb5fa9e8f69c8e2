import { setTimeout as sleep } from 'node:timers/promises';

import { BreakableProxy } from './support/breakable-proxy.js';
import { person, people } from './support/people.js';
import { server, TestServer, useServerFrom } from './support/server.js';
import { createDatabase } from './support/suite-server/test-database.mjs';

let proxy: BreakableProxy;

useServerFrom(async () => {
  const database = await createDatabase();
  if (!database) throw new Error('this test needs PostgreSQL');
  proxy = await BreakableProxy.to(database.url);
  const started = await TestServer.start({ DATABASE_URL: proxy.url });
  const stop = started.stop.bind(started);
  started.stop = async () => {
    await stop();
    proxy.close();
    await database.drop();
  };
  return started;
});

/** The answer, and after how many milliseconds it came. */
async function timed<T>(answer: Promise<T>): Promise<{ answer: T; ms: number }> {
  const since = performance.now();
  return { answer: await answer, ms: performance.now() - since };
}

const ready = async (): Promise<number> => (await fetch(`${server().url}/health/ready`)).status;

async function until(condition: () => Promise<boolean>, ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`not within ${ms} ms`);
    await sleep(50);
  }
}

describe('a database that does not answer any more', () => {
  it('makes calls and sends fail as overloaded after about five seconds, and is used again when it is back', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    await ada.connects();
    const id = crypto.randomUUID();
    proxy.freeze();

    const health = timed(ready());
    const calls = ['/api/chats', `/api/chats/${chat.id}/messages`].map((path) => timed(ada.call('GET', path)));
    const sends = [
      timed(ada.call('POST', `/api/chats/${chat.id}/messages`, { id, message: 'by REST' })),
      ...['by socket', 'again'].map((message) =>
        timed(ada.socket!.request('message.send', { chatId: chat.id, message })),
      ),
    ];
    for (const { answer, ms } of await Promise.all(calls)) {
      expect(answer).toMatchObject({ status: 503, body: { code: 'overloaded' } });
      expect(ms).toBeLessThan(5_500);
    }
    for (const { answer, ms } of await Promise.all(sends)) {
      expect('body' in answer ? answer.body : answer).toMatchObject({ code: 'overloaded' });
      expect(ms).toBeLessThan(5_500);
    }
    const { answer: status, ms } = await health;
    expect([status, ms < 3_000]).toEqual([503, true]);

    proxy.repair();
    await until(async () => (await ready()) === 200, 5_000);
    const sent = await ada.call('POST', `/api/chats/${chat.id}/messages`, { id, message: 'by REST' });
    expect(sent.status).toBe(201);
    expect(await ada.socket!.request('message.send', { chatId: chat.id, message: 'back' })).toMatchObject({
      status: 'success',
    });
  });

  it('is noticed on silent connections, while new connections work', async () => {
    const ada = await person('ada');
    await Promise.all(Array.from({ length: 20 }, () => ada.does('GET', '/api/chats')));
    proxy.freeze();
    proxy.repair();

    const since = performance.now();
    await until(async () => (await ada.call('GET', '/api/chats')).status === 200, 6_000);
    const all = await Promise.all(Array.from({ length: 20 }, () => ada.call('GET', '/api/me')));
    expect(all.every(({ status }) => status === 200)).toBe(true);
    expect(performance.now() - since).toBeLessThan(8_000);
  });
});
