import { hash } from '@node-rs/argon2';

import { person } from './support/people.js';
import { call, type Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer();

const signIn = ({ login }: Person, password: string) =>
  call('POST', '/api/login', { email: login.user.email, password });

async function hashOf({ id }: Person): Promise<string | undefined> {
  const [row] = await server().sql<{ hash: string }>('select password_hash as hash from users where id = $1', [id]);
  return row?.hash;
}

describe('a password', () => {
  it('is kept as argon2id only, and made stronger when it was hashed with less', async () => {
    const ada = await person('ada');
    expect(await hashOf(ada)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);

    const weak = await hash(ada.password, { memoryCost: 1024, timeCost: 1 });
    await server().sql('update users set password_hash = $1 where id = $2', [weak, ada.id]);
    expect((await signIn(ada, 'not the password')).status).toBe(401);
    expect(await hashOf(ada)).toBe(weak);

    expect((await signIn(ada, ada.password)).status).toBe(200);
    const strong = await hashOf(ada);
    expect(strong).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await signIn(ada, ada.password)).status).toBe(200);
    expect(await hashOf(ada)).toBe(strong);
  });

  it('is what it is, to the last sign', async () => {
    const [ada, password] = [await person('ada'), ' Ünïcode 👍 \u0301 '];
    const account = { email: 'ben@example.com', password, name: 'ben' };
    expect((await call('POST', '/api/register', account)).status).toBe(201);

    expect((await call('POST', '/api/login', account)).status).toBe(200);
    for (const almost of [password.trim(), password.toLowerCase(), password.normalize('NFD'), `${password} `]) {
      expect((await call('POST', '/api/login', { ...account, password: almost })).status).toBe(401);
    }
    expect((await signIn(ada, password)).status).toBe(401);
  });
});
