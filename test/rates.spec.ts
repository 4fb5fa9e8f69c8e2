import { person } from './support/people.js';
import { call } from './support/person.js';
import { useServer } from './support/server.js';

useServer({ RATE_LIMIT: 'on' });

describe('rate limits', () => {
  it('slow down guessing a password, and lock out nobody else', async () => {
    const { email } = (await person('ada')).login.user;
    const typed = [email, ` ${email}\u00a0`, email.toUpperCase(), `\n${email}`];
    const guess = (n: number) =>
      call('POST', '/api/login', { email: typed[n % typed.length], password: 'a wrong guess' });

    const answers = [];
    for (let guesses = 0; guesses < 11; guesses++) answers.push(await guess(guesses));

    expect(answers.slice(0, 10).map(({ body }) => body.code)).toEqual(Array(10).fill('auth.bad_credentials'));
    const [refused] = answers.slice(-1);
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate.limited', params: { limit: 10 } } });
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await call('POST', '/api/login', { email: 'ben@example.com', password: 'guess' })).status).toBe(401);
  });

  it('hold for each person and each call apart', async () => {
    const ada = await person('ada');
    const ben = await person('ben');
    const statuses = new Set<number>();
    for (let calls = 0; calls < 601; calls++) statuses.add((await ada.call('GET', '/api/me')).status);

    expect(statuses).toEqual(new Set([200, 429]));
    expect((await ada.call('GET', '/api/chats')).status).toBe(200);
    expect((await ben.call('GET', '/api/me')).status).toBe(200);
  });
});
