import { createHmac } from 'node:crypto';

import { JwtService } from '@nestjs/jwt';

import { AppError } from '../../platform/errors/app-error.js';
import { secretsIn, TokenKeys } from './token-keys.js';
import { Tokens } from './tokens.js';

const [OLD, NEW] = ['an old secret, which has a comma in it', 'a newer secret of thirty-two characters'];
const INVALID = new AppError('auth.token_invalid');

/** The tokens of a server whose JWT_SECRET has this value. */
const tokensOf = (value: string) => new Tokens(new JwtService(), new TokenKeys(secretsIn(value)));

const caller = { userId: 'ada', sessionId: 'laptop', tokenVersion: 0 };
const soon = () => new Date(Date.now() + 60_000);
const headOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string };

/** The same token as earlier versions signed it, which did not name the key. */
function withoutKeyId(token: string, secret: string): string {
  const signed = `${Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')}.${token.split('.')[1] ?? ''}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

describe('a list of secrets', () => {
  it('signs with the first, and accepts what any of them signed, with or without the id of its key', () => {
    const [before, after] = [tokensOf(OLD), tokensOf(`${NEW}\n${OLD}\n`)];
    const old = before.forApi(caller, soon());
    const fresh = after.forApi(caller, soon());

    expect(headOf(old).kid).not.toBe(headOf(fresh).kid);
    for (const token of [old, fresh, withoutKeyId(old, OLD), withoutKeyId(fresh, NEW)]) {
      expect(after.readApi(token)).toMatchObject({ sub: 'ada', sid: 'laptop' });
    }
    expect(after.readMedia(before.forMedia(caller))).toMatchObject({ sub: 'ada' });
    expect(tokensOf(NEW).readApi(fresh)).toMatchObject({ sub: 'ada' });
    expect(() => tokensOf(NEW).readApi(old)).toThrow(INVALID);
    expect(() => before.readApi(fresh)).toThrow(INVALID);
  });

  it('refuses a token that names one key and is signed with another, and any token of a stranger', () => {
    const tokens = tokensOf(`${NEW},${NEW}, but another`);
    const token = tokens.forApi(caller, soon());
    const [head = '', body = ''] = token.split('.');
    const signedBy = (secret: string) => createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url');

    expect(() => tokens.readApi(`${head}.${body}.${signedBy(OLD)}`)).toThrow(INVALID);
    expect(() => tokens.readApi(withoutKeyId(token, 'a secret that the server does not know'))).toThrow(INVALID);
    for (const odd of ['', '.', '..', 'x.y.z', `${Buffer.from('null').toString('base64url')}.${body}.`]) {
      expect(() => tokens.readApi(odd)).toThrow(INVALID);
    }
  });

  it('is one of lines, or of parts between commas; with a short part the value is one secret, as it was before there were lists', () => {
    const long = (character: string) => character.repeat(32);
    expect(secretsIn(` ${long('a')} `)).toEqual([` ${long('a')} `]);
    expect(secretsIn(`${long('a')}\n`)).toEqual([`${long('a')}\n`]);
    expect(secretsIn(`${long('a')},short`)).toEqual([`${long('a')},short`]);
    expect(secretsIn(`${long('a')},b\n${long('c')}`).slice(0, 2)).toEqual([`${long('a')},b`, long('c')]);
    // The whole value is accepted, too: it may have been one secret.
    const value = `${long('a')}, ${long('b')}`;
    expect(secretsIn(value)).toEqual([long('a'), long('b'), value]);
    expect(tokensOf(value).readApi(withoutKeyId(tokensOf(OLD).forApi(caller, soon()), value))).toMatchObject({
      sub: 'ada',
    });
  });
});
