import { person } from './support/people.js';
import { useServer } from './support/server.js';

useServer({ RATE_LIMIT: 'on' });

describe('rate limits', () => {
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
