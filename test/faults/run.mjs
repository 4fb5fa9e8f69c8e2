/**
 * Injects failures into real servers, and checks every promise about delivery:
 *
 *     npm run test:faults                                   every scenario at full length: hours
 *     npm run test:faults -- --short                        the same, each as short as it still proves something: minutes
 *     npm run test:faults -- ordering retries --seed=7      some of them
 *     npm run test:faults -- acknowledged --on=pglite --rounds=5
 *     npm run test:faults -- --prove                        servers broken on purpose: each must be detected
 *     npm run test:faults -- --prove --short                only the four that .ci/run proves
 *     npm run test:faults -- --prove --break=no-healing
 */
import { parseArgs } from 'node:util';

import { play } from './play.mjs';
import { breaksAreFound } from './proofs.mjs';
import { report } from './report.mjs';
import { scenarios } from './scenarios.mjs';
import { PLACES } from './site.mjs';
import { SmallDisk } from './small-disk.mjs';

const { values: asked, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    on: { type: 'string', default: Object.keys(PLACES).join(',') },
    prove: { type: 'boolean', default: false },
    break: { type: 'string' },
  },
});
const seed = Number(asked.seed);
const places = asked.on.split(',');

/** Stops at the first violation, because later results would prove nothing. */
async function promisesAreKept() {
  for (const scenario of scenarios.filter(({ name }) => names.length === 0 || names.includes(name))) {
    if ((scenario.disk || scenario.logDisk) && !SmallDisk.isAllowed()) {
      console.log(`\n${scenario.name}: skipped, since only root may mount the small disk that it fills`);
      continue;
    }
    const rounds = asked.rounds === undefined ? {} : { rounds: Number(asked.rounds) };
    const numbers = { ...(asked.short ? scenario.short : scenario.long), ...rounds };
    const results = [];
    for (const place of scenario.places.filter((one) => places.includes(one))) {
      results.push(await play(scenario, { place, numbers, seed }));
      if (!results.at(-1).kept) break;
    }
    if (results.length > 0) report(scenario, results);
    if (results.some(({ kept }) => !kept)) return false;
  }
  return true;
}

for (const name of names) {
  if (!scenarios.some((scenario) => scenario.name === name)) {
    throw new Error(`no scenario "${name}": choose from ${scenarios.map((one) => one.name).join(', ')}`);
  }
}
// Everything that it started ends with it: see the `exit` listeners.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const since = Date.now();
const passed = asked.prove
  ? await breaksAreFound({ ways: asked.break?.split(','), onlyNamed: asked.short, seed })
  : await promisesAreKept();
console.log(`\nseed ${seed}, ${Math.round((Date.now() - since) / 1000)} s, ${passed ? 'passed' : 'FAILED'}`);
process.exit(passed ? 0 : 1);
