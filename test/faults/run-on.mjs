import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startPostgres } from '../../scripts/throwaway-postgres.mjs';
import { Chance } from './chance.mjs';
import { play } from './scenario.mjs';
import { ServerProcess } from './server-process.mjs';

const NAMES = { pglite: 'PGlite, embedded', postgres: 'PostgreSQL' };

/**
 * Plays the rounds on one database, in a directory that is gone afterwards.
 * @param how the way to break the server; none for the server as it is
 */
export async function runOn(database, { rounds, seed, how }) {
  if (!(database in NAMES)) throw new Error(`--on=${database}: choose pglite, postgres or both with a comma`);
  const name = how === undefined ? NAMES[database] : `${NAMES[database]}, broken: ${how}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-faults-'));
  const cluster = database === 'postgres' ? await startPostgres() : undefined;
  const url = cluster && { DATABASE_URL: cluster.url, JWT_SECRET: 'only for crashes: thirty-two characters and more' };
  try {
    const entry = how === undefined ? ['.'] : ['test/faults/broken-server.mjs', how];
    const server = await ServerProcess.at({ DATA_DIR: dataDir, ...url }, entry);
    const since = Date.now();
    const result = await play({ server, cluster, rounds, chance: new Chance(seed), onRound: tell(name) });
    const kept = Object.values(result.violations).every((count) => count === 0);
    if (!kept) console.log([...result.ledger.oddities.slice(0, 10), server.log.slice(-2_000)].join('\n'));
    return { ...result, name, kept, seconds: (Date.now() - since) / 1000 };
  } finally {
    await cluster?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function tell(name) {
  return ({ round, victim, violations }) => {
    const bad = Object.entries(violations).filter(([, count]) => count > 0);
    const verdict = bad.length === 0 ? 'ok' : bad.map(([what, count]) => `${what} ${count}`).join(', ');
    console.log(`${name}, round ${round}: killed ${victim}: ${verdict}`);
  };
}
