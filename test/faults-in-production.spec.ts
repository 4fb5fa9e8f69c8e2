import { as, exactAnswer } from './support/route-calls.js';
import { FAULTS } from './support/faults.js';
import { person } from './support/people.js';
import { call } from './support/person.js';
import { useServer } from './support/server.js';
import { refused } from './support/unknown-keys.js';

useServer({ NODE_ENV: 'production', REGISTRATION: 'open' }, { one: true });

describe('fault injection in production', () => {
  it.each(['POST', 'GET', 'DELETE'])('is missing: %s gets the same 404 as an unknown address', async (method) => {
    const ada = await person('ada');
    const body = method === 'POST' ? { seed: 1, drop: 1 } : undefined;
    for (const headers of [as(ada), {}]) {
      const answer = await call(method, FAULTS, body, headers);
      expect(answer).toMatchObject({ status: 404, body: { code: 'route.not_found' } });
      expect(exactAnswer(answer)).toBe(exactAnswer(await call(method, '/api/dev/nothing', body, headers)));
    }
    expect((await ada.call('GET', '/api/me')).status).toBe(200);
  });
});

describe('an unknown key in production', () => {
  it('is refused as it is in development', async () => {
    const ada = await person('ada');
    const answer = await ada.call('PATCH', '/api/me', { name: 'Ada', nmae: 'Ada' });
    expect(answer).toMatchObject(refused('nmae'));
    expect(answer.body.details).toMatchObject([{ message: 'unknown key `nmae`; did you mean `name`?' }]);
    expect((await ada.call('GET', '/api/chats?limt=5')).status).toBe(200);
  });
});

describe('a call that needs a mail server in production', () => {
  it('says that there is none, whether or not the address has an account', async () => {
    const ada = await person('ada');
    const unavailable = { status: 403, body: { code: 'mail.unavailable' } };
    for (const email of [ada.login.user.email, 'nobody@example.com'])
      expect(await call('POST', '/api/password/forgot', { email })).toMatchObject(unavailable);
    for (const path of ['/api/me/email', '/api/me/email/verification']) {
      const body = path.endsWith('email') ? { email: 'new@example.com', password: ada.password } : undefined;
      expect(await ada.call('POST', path, body)).toMatchObject(unavailable);
    }
  });
});
