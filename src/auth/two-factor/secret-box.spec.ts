import { secretsIn, TokenKeys } from '../sessions/token-keys.js';
import { SecretBox } from './secret-box.js';

const [OLD, NEW] = ['an old secret, which has a comma in it', 'a newer secret of thirty-two characters'];
const SECRET = Buffer.from('12345678901234567890');

/** The box of a server whose JWT_SECRET has this value. */
const boxOf = (value: string) => new SecretBox(new TokenKeys(secretsIn(value)));

describe('a secret of an authenticator app', () => {
  it('stays readable after the secret of the server is replaced, and is outdated until it is encrypted with the first one', () => {
    const [before, during, after] = [boxOf(OLD), boxOf(`${NEW}\n${OLD}`), boxOf(NEW)];
    const old = before.seal('ada', SECRET);
    expect([before.isOutdated('ada', old), before.open('ada', old)]).toEqual([false, SECRET]);
    expect([during.isOutdated('ada', old), during.open('ada', old)]).toEqual([true, SECRET]);
    expect(after.open('ada', old)).toBeNull();

    const renewed = during.seal('ada', SECRET);
    expect([during.isOutdated('ada', renewed), after.open('ada', renewed)]).toEqual([false, SECRET]);
    expect(before.open('ada', renewed)).toBeNull();
  });

  it('cannot be read for another user, nor when a byte of it was changed, and is encrypted differently each time', () => {
    const box = boxOf(NEW);
    const sealed = box.seal('ada', SECRET);
    expect(box.open('ben', sealed)).toBeNull();
    for (const place of [0, 12, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
      expect([place, box.open('ada', changed)]).toEqual([place, null]);
    }
    expect(box.open('ada', Buffer.alloc(5))).toBeNull();
    expect(sealed.includes(SECRET)).toBe(false);
    expect(box.seal('ada', SECRET).equals(sealed)).toBe(false);
  });
});
