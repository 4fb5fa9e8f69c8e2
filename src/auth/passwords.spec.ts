import { hash } from '@node-rs/argon2';

import { AppError } from '../platform/errors/app-error.js';
import { Passwords } from './passwords.js';

const OVERLOADED = new AppError('overloaded');

describe('passwords', () => {
  it('are checked a few at a time, and beyond 64 waiting checks further ones are refused as overloaded', async () => {
    const passwords = new Passwords();
    const quick = await hash('secret', { memoryCost: 64, timeCost: 1 });
    const check = (n: number) => passwords.check(n % 2 ? 'secret' : 'wrong', quick);

    const flood = await Promise.allSettled(Array.from({ length: 200 }, (_, n) => check(n)));

    const checked = flood.filter(({ status }) => status === 'fulfilled');
    expect(checked.length).toBeGreaterThan(64);
    expect(checked.length).toBeLessThanOrEqual(68);
    for (const [n, answer] of flood.entries()) {
      if (answer.status === 'fulfilled') expect([n, answer.value]).toEqual([n, n % 2 === 1 ? 'outdated' : 'wrong']);
      else expect(answer.reason).toEqual(OVERLOADED);
    }
    expect(await Promise.all([check(1), check(2)])).toEqual(['outdated', 'wrong']);
  });

  it('can still be checked after ten hashes that cannot be read', async () => {
    const passwords = new Passwords();
    for (let n = 0; n < 10; n++) await expect(passwords.check('secret', 'no hash')).rejects.toThrow();
    expect(await passwords.check('secret', await passwords.hash('secret'))).toBe('right');
  });

  it('are wrong when there is no hash, even the password of the decoy hash', async () => {
    const passwords = new Passwords();
    expect(await passwords.check('nobody has this password', undefined)).toBe('wrong');
    expect(await passwords.check('', undefined)).toBe('wrong');
  });

  it("are outdated when they were hashed with weaker parameters than today's", async () => {
    const passwords = new Passwords();
    expect(await passwords.check('secret', await passwords.hash('secret'))).toBe('right');
    expect(await passwords.check('secret', await hash('secret', { memoryCost: 64, timeCost: 1 }))).toBe('outdated');
  });
});
