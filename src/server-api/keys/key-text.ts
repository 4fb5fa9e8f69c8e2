import { createHash, randomBytes, randomInt } from 'node:crypto';

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 12;
const SECRET_BYTES = 32;
const KEY = /^pk_([0-9A-Za-z]{12})_([\w-]{43})$/;

/** How every key begins, by which scanners of source code find one that was published. */
export const KEY_PREFIX = 'pk_';

export const newKeyId = (): string =>
  Array.from({ length: ID_LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');

export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

export const keyText = (id: string, secret: string): string => `${KEY_PREFIX}${id}_${secret}`;

/** Whether a text has the form of the id of a key. */
export const isKeyId = (text: string): boolean => /^[0-9A-Za-z]{12}$/.test(text);

/** @returns null when the text has not the form of a key */
export function readKey(text: string): { id: string; secret: string } | null {
  const [, id, secret] = KEY.exec(text) ?? [];
  return id !== undefined && secret !== undefined ? { id, secret } : null;
}

export const hashOfSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();
