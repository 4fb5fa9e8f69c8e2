import { BEHIND_A_PROXY, callFrom } from './support/networks.js';
import { person } from './support/people.js';
import { call } from './support/person.js';
import { TestServer, useServer } from './support/server.js';

useServer(BEHIND_A_PROXY);

const PASSWORD = 'a password for tests';
let count = 0;
const account = () => ({ email: `new.${++count}@example.com`, password: PASSWORD, name: 'new' });
const registers = (address: string, who: object = account()) => callFrom(address, 'POST', '/api/register', who);

describe('registrations', () => {
  it('are limited to twenty an hour from one network; other networks can register, and existing accounts can sign in', async () => {
    const ada = await person('ada');
    const answers = [];
    for (let n = 0; n < 22; n++) answers.push(await registers(`2001:db8:5:6::${n}`));

    expect(answers.slice(0, 20).map(({ status }) => status)).toEqual(Array(20).fill(201));
    for (const refused of answers.slice(20)) {
      expect(refused).toMatchObject({ status: 429, body: { code: 'rate.limited', params: { limit: 20 } } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(100);
    }
    expect((await registers('2001:db8:5:7::1')).status).toBe(201);
    const { email } = ada.login.user;
    const signIn = await callFrom('2001:db8:5:6::9', 'POST', '/api/login', { email, password: PASSWORD });
    expect(signIn.status).toBe(200);
  });

  it('with invalid fields do not count against the limit; those with a taken e-mail address do', async () => {
    const [address, other] = ['198.51.100.60', '198.51.100.61'];
    for (let n = 0; n < 25; n++) expect((await registers(address, { email: 'none' })).status).toBe(400);
    expect((await registers(address)).status).toBe(201);
    const taken = account();
    expect((await registers(other, taken)).status).toBe(201);
    const codes = [];
    for (let n = 0; n < 20; n++) codes.push((await registers(other, taken)).body.code);
    expect(codes).toEqual([...Array<string>(19).fill('auth.email_taken'), 'rate.limited']);
  });

  it('can be closed, while the server still answers sign-ins', async () => {
    const ada = await person('ada');
    const closed = await TestServer.start({ REGISTRATIONS_PER_HOUR: '0' });
    try {
      const answer = await call('POST', `${closed.url}/api/register`, account());
      expect(answer).toMatchObject({ status: 403, body: { code: 'auth.registration_closed' } });
      const options = await call('GET', `${closed.url}/api/sign-in`);
      expect(options.body.data).toEqual({
        registration: 'closed',
        confirmsEmail: false,
        passwordReset: true,
        providers: [],
      });
      const { email } = ada.login.user;
      const unknown = await call('POST', `${closed.url}/api/login`, { email, password: PASSWORD });
      expect(unknown).toMatchObject({ status: 401, body: { code: 'auth.bad_credentials' } });
      expect((await registers('198.51.100.62')).status).toBe(201);
    } finally {
      await closed.stop();
    }
  });
});
