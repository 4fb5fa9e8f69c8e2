/**
 * Crashes real servers under load and looks whether every promise about delivery was kept:
 *
 *     npm run test:faults                            20 rounds on each database, or FAULT_ROUNDS
 *     npm run test:faults -- --prove                 servers broken on purpose: each must be found out
 *     npm run test:faults -- --break=skip-numbers    one of them, as a failure
 *     npm run test:faults -- --on=postgres --rounds=50 --seed=7
 */
import { parseArgs } from 'node:util';

import { BREAKS } from './breaks.mjs';
import { report } from './report.mjs';
import { runOn } from './run-on.mjs';

const { values: asked } = parseArgs({
  options: {
    rounds: { type: 'string', default: process.env.FAULT_ROUNDS ?? '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    on: { type: 'string', default: 'pglite,postgres' },
    break: { type: 'string' },
    prove: { type: 'boolean', default: false },
  },
});
const rounds = Number(asked.rounds);
const seed = Number(asked.seed);

async function keepsItsPromises(how) {
  const results = [];
  for (const database of asked.on.split(',')) results.push(await runOn(database, { rounds, seed, how }));
  report(results, seed);
  return results.every(({ kept }) => kept);
}

/** @returns whether each break was found out, within the rounds given */
async function breaksAreFound() {
  const results = [];
  for (const how of Object.keys(BREAKS)) results.push(await runOn('pglite', { rounds, seed, how }));
  report(results, seed);
  for (const { name, kept } of results) console.log(kept ? `NOT FOUND: ${name}` : `found: ${name}`);
  return results.every(({ kept }) => !kept);
}

if (asked.break !== undefined && !(asked.break in BREAKS)) {
  throw new Error(`--break=${asked.break}: choose one of ${Object.keys(BREAKS).join(', ')}`);
}
const passed = asked.prove ? await breaksAreFound() : await keepsItsPromises(asked.break);
process.exit(passed ? 0 : 1);
