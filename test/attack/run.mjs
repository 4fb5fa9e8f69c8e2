/**
 * Attacks the built server as somebody with one free account can, overloads it, and checks whether others notice:
 *
 *     npm run test:attack                                  everything, embedded and on PostgreSQL: up to ten minutes
 *     npm run test:attack -- --short                       the same, shorter: up to three
 *     npm run test:attack -- --only=sync-flood,overload-rest --on=embedded
 *     npm run test:attack -- --prove                       controls switched off: each must be noticed
 *     npm run test:attack -- --prove --break=no-event-allowance
 */
import { parseArgs } from 'node:util';

import { attacks } from './attacks.mjs';
import { campaign, OVERLOADS } from './campaign.mjs';
import { OVERLOAD } from './overload/overload.mjs';
import { PLACES } from './place.mjs';
import { breaksAreNoticed } from './proofs.mjs';
import { report } from './report.mjs';

const { values: asked } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string' },
    on: { type: 'string', default: Object.keys(PLACES).join(',') },
    prove: { type: 'boolean', default: false },
    break: { type: 'string' },
  },
});
const names = [...attacks, ...OVERLOADS].map(({ name }) => name);
const wanted = asked.only?.split(',') ?? names;
const places = asked.on.split(',');
const form = asked.short ? 'short' : 'long';
for (const name of wanted) if (!names.includes(name)) throw new Error(`no "${name}": choose from ${names.join(', ')}`);
for (const at of places) if (!Object.hasOwn(PLACES, at)) throw new Error(`no place "${at}"`);

async function everybodyIsSafe() {
  const all = { attacks: [], overloads: [] };
  for (const at of places) {
    const found = await campaign({ at, form, wants: (name) => wanted.includes(name) });
    all.attacks.push(...found.attacks);
    all.overloads.push(...found.overloads);
  }
  report(all, OVERLOAD[form]);
  return [...all.attacks, ...all.overloads].every(({ complaints }) => complaints.length === 0);
}

// Everything that it started ends with it: see the `exit` listeners.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const since = Date.now();
const passed = asked.prove
  ? await breaksAreNoticed({ ways: asked.break?.split(','), at: places[0], form: 'short' })
  : await everybodyIsSafe();
console.log(`\n${Math.round((Date.now() - since) / 1000)} s, ${passed ? 'passed' : 'FAILED'}`);
process.exit(passed ? 0 : 1);
