import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { DataSource } from 'typeorm';

import type { Config } from '../platform/config/config.js';

/**
 * The key that signs tokens: JWT_SECRET, or on the embedded default one made once and kept in DATA_DIR.
 * Asked for after the database, which holds the lock on DATA_DIR.
 * A KeyObject and no string: jsonwebtoken verifies forty times as many tokens a second with it.
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
  return readFileSync(file, 'utf8');
}
