import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { type Audit, auditNote, passed } from './audit.js';
import { Child } from './child.js';
import type { EmbeddedBurst } from './embedded-process.js';
import { readyTimes } from './ready.js';
import { atLeast, atMost, type Section, show, SLOW_MACHINE, unreached } from './report.js';
import type { Settings } from './settings.js';
import { figure, ratio } from './statistics.js';
import { inTurn } from './turns.js';

const WAYS: Record<EmbeddedBurst['way'], string> = {
  bare: 'PGlite alone, one statement per message, one after the other',
  lone: 'MessageWriter, one sender',
  crowd: 'MessageWriter, 32 senders',
};

/** The embedded database: the rate of the MessageWriter, and how soon a server is ready. */
export async function embedded(_cluster: Cluster, settings: Settings): Promise<Section> {
  const { found, audited } = await sends(settings);
  const { fresh, again } = await readyTimes(settings.starts);
  return {
    title: 'The embedded database',
    about:
      `PGlite, each answer after its files are written. ${settings.rounds} rounds of ${settings.seconds} s each, in turn. ` +
      `Ready: from starting the process to 200 of \`/health/ready\`, ${settings.starts} times each; a fresh directory gets the demo data, too. ${auditNote(audited)}`,
    head: ['what', 'figure'],
    rows: [
      ...(Object.keys(WAYS) as EmbeddedBurst['way'][]).map((way) => [WAYS[way], `${show(figure(found[way]))} sends/s`]),
      ['ready on a fresh directory', `${show(figure(fresh))} s`],
      ['ready again', `${show(figure(again))} s`],
    ],
    verdicts: [
      unreached(
        'a single send waits for two hops between threads and for a write to the disk, and on a slow machine the hops are slower than PGlite.',
        atLeast("embedded: one sender against PGlite's own rate", 0.6, ratio(found.lone, found.bare)),
      ),
      atLeast('the same, 32 senders', 1, ratio(found.crowd, found.bare)),
      unreached(SLOW_MACHINE, atMost('embedded: ready on a fresh directory', 3, figure(fresh), 's')),
      unreached(SLOW_MACHINE, atMost('embedded: ready again', 2, figure(again), 's')),
    ],
  };
}

async function sends({
  rounds,
  seconds,
}: Settings): Promise<{ found: Record<EmbeddedBurst['way'], number[]>; audited: number }> {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const [child] = await Child.start('./embedded-process.ts', [], { DATA_DIR, PROFILE_AS: 'embedded' });
  const ways = Object.keys(WAYS) as EmbeddedBurst['way'][];
  const found = await inTurn(ways, rounds, (way) => child.ask<number>({ way, seconds } satisfies EmbeddedBurst));
  const audited = passed('the embedded database', await child.ask<Audit>('audit'));
  await child.stop();
  rmSync(DATA_DIR, { recursive: true, force: true });
  return { found: Object.fromEntries(found) as Record<EmbeddedBurst['way'], number[]>, audited };
}
