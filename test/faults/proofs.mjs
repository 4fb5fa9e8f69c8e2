import { BREAKS } from './breaks.mjs';
import { play } from './play.mjs';
import { scenarios } from './scenarios.mjs';

/** Which scenario must find which break. The short form runs only the `named` ones, one for each main promise. */
const PROOFS = [
  { way: 'answer-before-commit', scenario: 'acknowledged', named: true },
  { way: 'number-before-conflict', scenario: 'retries', named: true },
  { way: 'seq-from-sequence', scenario: 'acknowledged', named: true },
  { way: 'no-healing', scenario: 'ordering', named: true },
  { way: 'no-healing', scenario: 'lost-hints' },
  { way: 'forget-ids', scenario: 'retries' },
  { way: 'skip-numbers', scenario: 'retries' },
  { way: 'leavers-stay', scenario: 'membership' },
];

/** @returns whether each break was found */
export async function breaksAreFound({ ways = Object.keys(BREAKS), onlyNamed, seed }) {
  const verdicts = [];
  for (const { way, scenario: name } of PROOFS.filter((one) => ways.includes(one.way) && (one.named || !onlyNamed))) {
    const scenario = scenarios.find((one) => one.name === name);
    const { kept, violations } = await play(scenario, { place: 'nodes', numbers: scenario.short, seed, breaks: [way] });
    const found = Object.entries(violations).filter(([, count]) => count > 0);
    verdicts.push({
      kept,
      line: `| ${way} | ${name} | ${found.map(([what, count]) => `${what}: ${count}`).join(', ')} |`,
    });
    console.log(kept ? `NOT FOUND by ${name}: ${way}` : `found by ${name}: ${way}`);
  }
  console.log(`\n| how it is broken | found by | what was found |\n| --- | --- | --- |`);
  for (const { kept, line } of verdicts) console.log(kept ? `${line} **NOT FOUND**` : line);
  return verdicts.every(({ kept }) => !kept);
}
