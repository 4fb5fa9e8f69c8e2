import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Config } from '../platform/config/config.js';

/**
 * The key that signs tokens: JWT_SECRET, or on the embedded default one made once and kept in DATA_DIR.
 * A KeyObject and no string: jsonwebtoken verifies forty times as many tokens a second with it.
 */
export function jwtKey(config: Config): KeyObject {
  return createSecretKey(Buffer.from(config.JWT_SECRET ?? generatedSecret(config.DATA_DIR)));
}

function generatedSecret(dataDir: string): string {
  const file = join(dataDir, 'jwt-secret');
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
}
