import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { DataSource } from 'typeorm';

import { type Config, SHORTEST_SECRET } from '../../platform/config/config.js';
import { StartError } from '../../platform/start-error.js';

/**
 * The key that signs tokens: JWT_SECRET, or without it a secret that the first start generates and stores in DATA_DIR.
 * It is a KeyObject, because jsonwebtoken verifies forty times as many tokens per second with one as with a string.
 * @param _dataDirIsLocked not used: it makes Nest open the database first, which locks DATA_DIR
 * @throws StartError when the secret in the file is too short
 */
export function jwtKey(config: Config, _dataDirIsLocked: DataSource): KeyObject {
  return createSecretKey(Buffer.from(config.JWT_SECRET ?? generatedSecret(config.DATA_DIR)));
}

/** The file is written under another name and then renamed, so that a crash cannot leave an empty secret. */
function generatedSecret(dataDir: string): string {
  const file = join(dataDir, 'jwt-secret');
  if (!existsSync(file)) {
    const draft = `${file}.new`;
    writeFileSync(draft, randomBytes(48).toString('base64url'), { mode: 0o600 });
    renameSync(draft, file);
  }
  const secret = readFileSync(file, 'utf8');
  // White space around the secret has always been part of the key. It does not count towards the length.
  if (secret.trim().length >= SHORTEST_SECRET) return secret;
  throw new StartError(
    `The secret in ${resolve(file)} is empty or shorter than ${SHORTEST_SECRET} characters: put the file back from a backup, or remove it; ` +
      'then the next start makes another one, and everybody signs in again.',
  );
}
