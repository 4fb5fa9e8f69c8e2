/** Runs one attack in its own process: when that ends, all its connections end with it. */
import { setPriority } from 'node:os';

import { answerWith } from './helper.mjs';
import { attacks } from './attacks.mjs';
import { Tally } from './tally.mjs';

// Real attackers take no processor time from the server, but here both share a machine, so the server has priority.
setPriority(10);

answerWith({
  async attack({ name, url, world, numbers }) {
    const tally = new Tally();
    const figures = {};
    const complaints = [];
    const since = performance.now();
    const used = process.cpuUsage();
    await attacks
      .find((one) => one.name === name)
      .attack({
        url,
        world,
        numbers,
        tally,
        figures,
        complain: (sentence) => complaints.push(sentence),
        /** Complains if a value is higher than permitted. */
        atMost(what, count, most) {
          figures[what] = count;
          if (count > most) complaints.push(`${what}: ${count}, may be ${most}`);
        },
      });
    const { user, system } = process.cpuUsage(used);
    const ms = performance.now() - since;
    return { tally: { ...tally }, figures, complaints, seconds: ms / 1_000, cores: (user + system) / 1_000 / ms };
  },
});
