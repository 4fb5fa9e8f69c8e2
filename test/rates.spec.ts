import { person } from './support/people.js';
import { call } from './support/person.js';
import { useServer } from './support/server.js';

describe('rate limits', () => {
  useServer({ RATE_LIMIT: 'on' });

  it('apply separately to each person and each endpoint', async () => {
    const ada = await person('ada');
    const ben = await person('ben');
    const statuses = new Set<number>();
    for (let calls = 0; calls < 601; calls++) statuses.add((await ada.call('GET', '/api/me')).status);

    expect(statuses).toEqual(new Set([200, 429]));
    expect((await ada.call('GET', '/api/chats')).status).toBe(200);
    expect((await ben.call('GET', '/api/me')).status).toBe(200);
  });
});

describe('rate limits with other numbers', () => {
  const [ofAPerson, ofAnAddress] = [20, 15];
  useServer({ RATE_LIMIT: 'on', CALLS_PER_ACCOUNT: String(ofAPerson), CALLS_PER_ADDRESS: String(ofAnAddress) });

  it('refuse the call after the last one that is allowed within the minute, of a person and of an address', async () => {
    const ada = await person('ada');
    for (const [limit, again] of [
      [ofAPerson, () => ada.call('GET', '/api/me')],
      [ofAnAddress, () => call('GET', '/api/sign-in')],
    ] as const) {
      const statuses: number[] = [];
      for (let calls = 0; calls < limit; calls++) statuses.push((await again()).status);
      expect(statuses).toEqual(Array<number>(limit).fill(200));
      const refused = await again();
      expect(refused).toMatchObject({ status: 429, body: { code: 'rate.limited', params: { limit, per: 'minute' } } });
      const seconds = Number(refused.headers.get('retry-after'));
      expect(seconds > 0 && seconds <= 60 ? 'within the minute' : seconds).toBe('within the minute');
    }
    expect((await ada.call('GET', '/api/chats')).status).toBe(200);
  });
});
