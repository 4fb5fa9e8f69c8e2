import { codeAt, stepAt } from '../src/auth/two-factor/totp.js';
import { SecretBox } from '../src/auth/two-factor/secret-box.js';
import { TokenKeys } from '../src/auth/sessions/token-keys.js';
import { person } from './support/people.js';
import { call } from './support/person.js';
import { secure } from './support/second-factor.js';
import { server, useServer } from './support/server.js';
import { JWT_SECRET as OLD } from './support/suite-server/start.mjs';

const NEW = 'a newer secret of thirty-two characters';
useServer({ JWT_SECRET: `${NEW}\n${OLD}` });

/** What a server with only this secret can read. */
const boxOf = (secret: string) => new SecretBox(new TokenKeys([secret]));

it('the next right code encrypts the secret of an authenticator app anew, so that the old secret of the server can be removed', async () => {
  const ada = await person('ada');
  const { secret } = await secure(ada);
  const [before, after] = [boxOf(OLD), boxOf(NEW)];
  await server().sql('update two_factors set secret = $2 where user_id = $1', [ada.id, before.seal(ada.id, secret)]);
  const opened = async () => {
    const found = await server().sql<{ secret: Buffer }>('select secret from two_factors where user_id = $1', [ada.id]);
    return [before, after].map((box) => box.open(ada.id, found[0]!.secret)?.toString('hex') ?? null);
  };
  const { email } = ada.login.user;
  const signsIn = (code: string) => call('POST', '/api/login', { email, password: ada.password, code });

  // A code of ten minutes ago.
  expect((await signsIn(codeAt(secret, stepAt(Date.now()) - 20))).body.code).toBe('auth.second_factor_wrong');
  expect(await opened()).toEqual([secret.toString('hex'), null]);
  expect((await signsIn(codeAt(secret, stepAt(Date.now())))).status).toBe(200);
  expect(await opened()).toEqual([null, secret.toString('hex')]);
});
