import type { Settings } from './settings.js';
import { figure } from './statistics.js';

/** Measures each thing once in every round, A B A B …; the first round is a warm-up and is discarded. */
export async function inTurn<Thing, Found>(
  things: readonly Thing[],
  rounds: number,
  measure: (thing: Thing) => Promise<Found>,
): Promise<Map<Thing, Found[]>> {
  const found = new Map(things.map((thing) => [thing, [] as Found[]]));
  for (let round = 0; round <= rounds; round++) {
    for (const thing of things) {
      const one = await measure(thing);
      if (round > 0) found.get(thing)?.push(one);
    }
  }
  return found;
}

/** For calls that are too short for a burst: many in a round, A B A B … @returns each round's median, in ms */
export async function callsInTurn<Name extends string>(
  things: Record<Name, () => Promise<number>>,
  { rounds, calls }: Pick<Settings, 'rounds' | 'calls'>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(things) as Name[];
  const none = (): Record<Name, number[]> => Object.fromEntries(names.map((name) => [name, []])) as never;
  const medians = none();
  await inTurn(['round'], rounds, async () => {
    const took = none();
    for (let call = 0; call < calls; call++) for (const name of names) took[name].push(await things[name]());
    for (const name of names) medians[name].push(figure(took[name]).median);
  });
  for (const name of names) medians[name].shift(); // the warm-up
  return medians;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}
