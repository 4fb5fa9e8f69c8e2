import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { DataSource } from 'typeorm';

import { type Config, SHORTEST_SECRET } from '../../platform/config/config.js';
import { StartError } from '../../platform/start-error.js';

/**
 * The key that signs tokens: JWT_SECRET, or on the embedded default one made once and kept in DATA_DIR.
 * Asked for after the database, which holds the lock on DATA_DIR.
 * A KeyObject and no string: jsonwebtoken verifies forty times as many tokens a second with it.
 * @throws StartError when the file has a secret that anybody could guess
 */
export function jwtKey(config: Config, _dataDirIsLocked: DataSource): KeyObject {
  return createSecretKey(Buffer.from(config.JWT_SECRET ?? generatedSecret(config.DATA_DIR)));
}

/** Renamed into place when it is whole: a crash half way must not leave an empty secret. */
function generatedSecret(dataDir: string): string {
  const file = join(dataDir, 'jwt-secret');
  if (!existsSync(file)) {
    const draft = `${file}.new`;
    writeFileSync(draft, randomBytes(48).toString('base64url'), { mode: 0o600 });
    renameSync(draft, file);
  }
  const secret = readFileSync(file, 'utf8');
  // Blanks around it belong to the key, as they always have, and make it no stronger.
  if (secret.trim().length >= SHORTEST_SECRET) return secret;
  throw new StartError(
    `The secret in ${resolve(file)} is empty or shorter than ${SHORTEST_SECRET} characters: put the file back from a backup, or remove it; ` +
      'then the next start makes another one, and everybody signs in again.',
  );
}
