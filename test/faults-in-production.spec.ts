import { as, letter } from './support/cast.js';
import { FAULTS } from './support/faults.js';
import { person } from './support/people.js';
import { call } from './support/person.js';
import { useServer } from './support/server.js';

useServer({ NODE_ENV: 'production' }, { one: true });

describe('in production the fault sandbox', () => {
  it.each(['POST', 'GET', 'DELETE'])('is not there: %s answers as an address does that nobody has', async (method) => {
    const ada = await person('ada');
    const body = method === 'POST' ? { seed: 1, drop: 1 } : undefined;
    for (const headers of [as(ada), {}]) {
      const answer = await call(method, FAULTS, body, headers);
      expect(answer).toMatchObject({ status: 404, body: { code: 'route.not_found' } });
      expect(letter(answer)).toBe(letter(await call(method, '/api/dev/nothing', body, headers)));
    }
    expect((await ada.call('GET', '/api/me')).status).toBe(200);
  });
});
