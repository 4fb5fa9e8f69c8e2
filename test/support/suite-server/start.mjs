import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { createDatabase } from './test-database.mjs';

export const JWT_SECRET = 'only for tests: thirty-two characters and more';

export const OPERATOR_TOKEN = 'only for operators in tests';

export const TEST_SETTINGS = {
  NODE_ENV: 'test',
  JWT_SECRET,
  LOG_LEVEL: 'silent',
  RATE_LIMIT: 'off',
  SEED_DEMO: 'false',
  OPERATOR_TOKEN,
};

const MAIN = fileURLToPath(new URL('main.mjs', import.meta.url));

export function sharedSettings(databaseUrl) {
  const { TEST_REDIS_URL } = process.env;
  return { DATABASE_URL: databaseUrl, ...(TEST_REDIS_URL && { REDIS_URL: TEST_REDIS_URL }) };
}

export async function startServerProcess(settings = {}) {
  const database = settings.DATABASE_URL === undefined ? await createDatabase() : null;
  const shared = { ...(database && sharedSettings(database.url)), ...settings };
  const child = spawn(process.execPath, [MAIN, JSON.stringify({ ...TEST_SETTINGS, ...shared })], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const line = await Promise.race([once(createInterface(child.stdout), 'line'), gone.then(() => null)]);
  if (line === null) {
    await database?.drop();
    throw new Error('the test server ended before it was ready: see what it wrote above');
  }
  return {
    address: { ...JSON.parse(line[0]), settings: shared },
    stop: async () => {
      child.stdin.end();
      await gone;
      await database?.drop();
    },
  };
}
