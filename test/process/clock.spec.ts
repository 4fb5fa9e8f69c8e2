import { once } from 'node:events';

import { ServerProcess, useServerDirectory } from '../support/server-process.js';

useServerDirectory();

/** On SIGUSR2, sets the clock back by two days and lets a minute pass. */
const SET_BACK = `
  const { now } = Date;
  const passed = performance.now.bind(performance);
  process.on('SIGUSR2', () => {
    Date.now = () => now() - 2 * 24 * 60 * 60_000;
    performance.now = () => passed() + 61_000;
    console.log('the clock is set back');
  });`;

describe('a clock that is set back by two days', () => {
  it('does not extend the wait after too many logins', async () => {
    const server = ServerProcess.start({}, { preload: SET_BACK });
    const port = await server.ready();
    const login = async (): Promise<number> => {
      const body = new URLSearchParams({ email: 'ada@example.com', password: 'no password of anybody' });
      return (await fetch(`http://127.0.0.1:${port}/api/login`, { method: 'POST', body })).status;
    };
    const answers = new Set<number>();
    while (!answers.has(429)) answers.add(await login());
    expect(await login()).toBe(429);

    server.child.kill('SIGUSR2');
    while (!server.out.includes('the clock is set back')) await once(server.child.stdout!, 'data');
    expect(await login()).toBe(401);
    expect(await server.stop()).toBe(0);
  }, 60_000);
});
