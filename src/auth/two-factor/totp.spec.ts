import { base32, codeAt, stepAt, stepOf, totpAddress } from './totp.js';

const SECRET = Buffer.from('12345678901234567890');

describe('codes of authenticator apps', () => {
  // The last six of the eight digits in appendix B of RFC 6238.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %i seconds are those of RFC 6238', (seconds, code) => {
    expect(codeAt(SECRET, stepAt(seconds * 1000))).toBe(code);
  });

  it('are accepted one step early or late, and not two', () => {
    const now = 1_111_111_109_000;
    const found = [-2, -1, 0, 1, 2].map((n) => stepOf(SECRET, codeAt(SECRET, stepAt(now) + n), now));
    expect(found).toEqual([null, stepAt(now) - 1, stepAt(now), stepAt(now) + 1, null]);
    expect(stepOf(SECRET, '', now)).toBeNull();
  });

  it('come from a secret that apps read in base32 (RFC 4648)', () => {
    expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(Buffer.from(text)))).toEqual([
      ...['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI'],
    ]);
    expect(totpAddress(SECRET, 'zoë@example.com')).toBe(
      `otpauth://totp/Parley:zo%C3%AB%40example.com?secret=${base32(SECRET)}&issuer=Parley&algorithm=SHA1&digits=6&period=30`,
    );
  });
});
