import { setTimeout as pause } from 'node:timers/promises';

import { chatOf, named, people } from '../people.mjs';
import { check } from '../check.mjs';
import { Ledger } from '../ledger.mjs';
import { Load } from '../load.mjs';

const OF_A_NODE = 20;

/** The load of this suite with all limits on, from one address: for its ledger, any answer `rate.limited` is a contradiction. */
export const limits = {
  name: 'limits',
  promise: 'Ordinary use reaches no limit: twenty people on each node, together 200 actions a second from one address',
  places: ['pglite', 'nodes'],
  settings: { RATE_LIMIT: 'on', REGISTRATIONS_PER_HOUR: '1000' },
  short: { seconds: 15, everyMs: 10 },
  long: { seconds: 120, everyMs: 5 },

  async play({ site, numbers, chance }) {
    const [stranger, ...everybody] = await people(site.urls, named('person', OF_A_NODE * site.urls.length + 1));
    for (const person of [stranger, ...everybody]) person.connect();
    const chats = [await chatOf(everybody, 'Everybody')];
    for (let at = 0; at < everybody.length; at += 5)
      chats.push(await chatOf(everybody.slice(at, at + 5), `Five ${at}`));
    for (let at = 1; at < everybody.length; at += 2) chats.push(await chatOf(everybody.slice(at - 1, at + 1)));
    const ledger = new Ledger();
    const load = new Load({ chats, stranger, ledger, chance, everyMs: numbers.everyMs });
    load.start();
    await pause(numbers.seconds * 1_000);
    await load.stop();
    const violations = await check({ chats, ledger, marks: load.marks });
    for (const person of [stranger, ...everybody]) person.close();
    return { figures: { people: everybody.length, ...ledger.figures }, violations, notes: ledger.oddities };
  },
};
