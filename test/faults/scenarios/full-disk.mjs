import { setTimeout as pause } from 'node:timers/promises';

import { gather } from '../people.mjs';
import { check } from '../check.mjs';
import { DiskProbe } from '../disk-probe.mjs';
import { Ledger } from '../ledger.mjs';
import { Load } from '../load.mjs';

const WELL_WITHIN_MS = 15_000;

/** Fills the disk of the data under load, and frees it later: the disk of the embedded database and the uploads, or PostgreSQL's. */
export const fullDisk = {
  name: 'full-disk',
  promise: 'While the data disk is full, writes are refused and nothing is lost; the server recovers by itself',
  places: ['pglite', 'nodes'],
  disk: { pglite: 192, nodes: 192 },
  short: { rounds: 2, sendEveryMs: 20, fullMs: 5_000 },
  long: { rounds: 10, sendEveryMs: 10, fullMs: 20_000 },

  async play({ site, numbers, chance, say }) {
    const cast = await gather(site.urls);
    const ledger = new Ledger();
    const load = new Load({ ...cast, ledger, chance, everyMs: numbers.sendEveryMs });
    const probe = await DiskProbe.open(site, cast.everybody);
    let slowest = 0;
    let tooSlow = 0;
    let violations = {};
    for (let round = 1; round <= numbers.rounds; round += 1) {
      load.start();
      await pause(chance.between(300, 1_000));
      site.disk.fill();
      await probe.whileFull(numbers.fullMs);
      site.disk.free();
      const ms = await probe.untilWell();
      slowest = Math.max(slowest, ms);
      if (ms > WELL_WITHIN_MS) tooSlow += 1;
      await load.stop();
      violations = await check({ ...cast, ledger, marks: load.marks });
      say(
        `round ${round}: ${probe.refused} answers storage.full so far, recovered ${Math.round(ms)} ms after there was room again`,
      );
    }
    const probed = await probe.violations();
    for (const person of [...cast.everybody, cast.stranger]) person.close();
    return {
      figures: {
        'times the disk was full': numbers.rounds,
        'answers `storage.full`': probe.refused,
        'slowest recovery, ms': Math.round(slowest),
        ...ledger.figures,
      },
      violations: { ...probed, 'not recovered within 15 s': tooSlow, ...violations },
      notes: [...probe.notes, ...ledger.oddities],
    };
  },
};
