import { BREAKS } from './breaks.mjs';
import { play } from './play.mjs';
import { scenarios } from './scenarios.mjs';

/** Which scenario has to find which break, and where. */
const PROOFS = [
  { way: 'answer-before-commit', scenario: 'acknowledged', place: 'pglite' },
  { way: 'seq-from-sequence', scenario: 'acknowledged', place: 'pglite' },
  { way: 'number-before-conflict', scenario: 'retries', place: 'nodes' },
  { way: 'forget-ids', scenario: 'retries', place: 'nodes' },
  { way: 'skip-numbers', scenario: 'retries', place: 'nodes' },
  { way: 'no-healing', scenario: 'ordering', place: 'nodes' },
  { way: 'no-healing', scenario: 'lost-hints', place: 'nodes' },
  { way: 'leavers-stay', scenario: 'membership', place: 'nodes' },
];

/** @returns whether each break was found out */
export async function breaksAreFound({ ways = Object.keys(BREAKS), seed }) {
  const verdicts = [];
  for (const { way, scenario: name, place } of PROOFS.filter((proof) => ways.includes(proof.way))) {
    const scenario = scenarios.find((one) => one.name === name);
    const { kept, violations } = await play(scenario, { place, numbers: scenario.short, seed, breaks: [way] });
    const found = Object.entries(violations).filter(([, count]) => count > 0);
    verdicts.push({
      kept,
      line: `| ${way} | ${name} | ${found.map(([what, count]) => `${what}: ${count}`).join(', ')} |`,
    });
    console.log(kept ? `NOT FOUND by ${name}: ${way}` : `found by ${name}: ${way}`);
  }
  console.log(`\n| broken how | found by | what was found |\n| --- | --- | --- |`);
  for (const { kept, line } of verdicts) console.log(kept ? `${line} **NOT FOUND**` : line);
  return verdicts.every(({ kept }) => !kept);
}
