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
  it('is stored as an argon2id hash only, and hashed again at a sign-in if that hash is too weak', async () => {
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

  it('must match in every character', async () => {
    const [ada, password] = [await person('ada'), ' Ünïcode 👍 \u0301 '];
    const account = { email: 'ben@example.com', password, name: 'ben' };
    expect((await call('POST', '/api/register', account)).status).toBe(201);

    expect((await call('POST', '/api/login', account)).status).toBe(200);
    for (const almost of [password.trim(), password.toLowerCase(), password.replace('ï', 'i'), `${password} `]) {
      expect((await call('POST', '/api/login', { ...account, password: almost })).status).toBe(401);
    }
    expect((await signIn(ada, password)).status).toBe(401);
  });

  it('is the same, however a keyboard composes its characters, and whichever kind of space it types', async () => {
    const typed = 'Zoë\u00a0 naïve café';
    const forms = [typed, typed.normalize('NFD'), 'Zoe\u0308\u3000 naïve cafe\u0301', 'Zoë  naïve café'];
    for (const [n, password] of forms.entries()) {
      const account = { email: `zoe.${n}@example.com`, password, name: 'Zoë' };
      expect((await call('POST', '/api/register', new URLSearchParams(account))).status).toBe(201);
      for (const form of forms) {
        expect((await call('POST', '/api/login', { ...account, password: form })).status).toBe(200);
      }
      for (const wrong of ['Zoe  naive cafe', 'Zoë naïve café', 'zoë  naïve café']) {
        expect((await call('POST', '/api/login', { ...account, password: wrong })).status).toBe(401);
      }
    }
  });

  it('that was hashed in another Unicode form before still works, and is hashed again', async () => {
    const zoe = await person('zoe');
    const typed = 'Zoë\u00a0naïve';
    const before = [typed, typed.normalize('NFD'), 'Zoe\u0308\u00a0naïve'];
    for (const form of before) {
      const old = await hash(form, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
      await server().sql('update users set password_hash = $1 where id = $2', [old, zoe.id]);
      expect((await signIn(zoe, 'Zoé\u00a0naïve')).status).toBe(401);
      expect(await hashOf(zoe)).toBe(old);
      expect((await signIn(zoe, form)).status).toBe(200);
      const renewed = await hashOf(zoe);
      expect(renewed).not.toBe(old);
      for (const other of [...before, 'Zoë naïve']) expect((await signIn(zoe, other)).status).toBe(200);
      expect(await hashOf(zoe)).toBe(renewed);
    }
    const decomposed = await hash(typed.normalize('NFD'));
    await server().sql('update users set password_hash = $1 where id = $2', [decomposed, zoe.id]);
    expect((await signIn(zoe, typed)).status).toBe(200);
  });

  it('has its length counted in composed characters', async () => {
    const account = { email: 'long@example.com', name: 'long' };
    const tooShort = await call('POST', '/api/register', { ...account, password: 'e\u0301'.repeat(7) });
    expect(tooShort.body).toMatchObject({ code: 'request.invalid', details: [{ field: 'password' }] });
    for (const [n, long] of ['👍'.repeat(256), 'e\u0301'.repeat(256)].entries()) {
      const mine = { ...account, email: `long.${n}@example.com`, password: long };
      expect((await call('POST', '/api/register', mine)).status).toBe(201);
      expect((await call('POST', '/api/login', mine)).status).toBe(200);
      expect((await call('POST', '/api/login', { ...mine, password: `${long}x` })).status).toBe(400);
    }
  });
});
