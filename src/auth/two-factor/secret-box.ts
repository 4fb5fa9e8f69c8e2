import { createCipheriv, createDecipheriv, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { TokenKeys } from '../sessions/token-keys.js';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts the secrets of authenticator apps, so that the database alone, or a backup of it, does not give the second factor away. The key
 * is derived from the secret of this server. The user id is authenticated: a row that is copied to another user cannot be decrypted.
 */
@Injectable()
export class SecretBox {
  /** The first one encrypts, all of them decrypt. */
  private readonly keys: [Buffer, ...Buffer[]];

  constructor({ first, all }: TokenKeys) {
    this.keys = [derivedFrom(first.key), ...all.map(derivedFrom)];
  }

  /** @returns nonce, encrypted secret and tag */
  seal(userId: string, secret: Buffer): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.keys[0], nonce).setAAD(Buffer.from(userId));
    return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  }

  /** Whether it was encrypted with a secret of the server that is about to be removed: then it should be encrypted anew. */
  isOutdated(userId: string, sealed: Buffer): boolean {
    return openWith(this.keys[0], userId, sealed) === null;
  }

  /** @returns null when it was encrypted with another secret of the server, or for another user */
  open(userId: string, sealed: Buffer): Buffer | null {
    for (const key of this.keys) {
      const secret = openWith(key, userId, sealed);
      if (secret) return secret;
    }
    return null;
  }
}

function openWith(key: Buffer, userId: string, sealed: Buffer): Buffer | null {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(-TAG_BYTES);
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce).setAAD(Buffer.from(userId)).setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

function derivedFrom(key: KeyObject): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'parley two-factor secrets', 32));
}
