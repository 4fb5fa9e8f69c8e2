import { setTimeout as pause } from 'node:timers/promises';

import { chatOf, named, people } from '../people.mjs';
import { fileIn, Member, violationsOf } from '../member.mjs';
import { Revocations } from '../revocations.mjs';
import { Witness } from '../witness.mjs';
import { Writers } from '../writers.mjs';

const MEMBERS = 6;
const WRITERS = 8;

/** Removes people from a busy chat and adds them again, and ends sessions, through any node; once without Redis. */
export const membership = {
  name: 'membership',
  promise: 'A change of membership takes effect at once',
  places: ['pglite', 'nodes'],
  short: { removals: 20, revocations: 6, everyMs: 20 },
  long: { removals: 200, revocations: 40, everyMs: 10 },

  async play({ site, numbers, chance, say }) {
    const [owner, ...others] = await people(site.urls, [
      'owner',
      ...named('writer', WRITERS),
      ...named('member', MEMBERS),
    ]);
    const writing = [owner, ...others.slice(0, WRITERS)];
    const chat = await chatOf([owner, ...others], 'All');
    const witness = await Witness.open(site.urls[0], owner.token);
    const file = await fileIn(owner, chat);
    const members = [];
    for (const person of others.slice(WRITERS)) members.push(await Member.of(person, chat, site.urls, file));

    const writers = new Writers({ people: writing, chats: [chat], chance, everyMs: numbers.everyMs });
    const load = endless(writers);
    const revocations = new Revocations(site, chance);
    for (let half = 0; half < 2; half += 1) {
      if (half === 1 && site.redis) await site.redis.kill();
      say(half === 1 && site.redis ? 'without Redis' : 'as usual');
      for (
        let turn = 0;
        turn < numbers.removals / 2 && !members.some((one) => one.missingEvents.length > 0);
        turn += 1
      ) {
        await chance.oneOf(members).removeAndAdd(owner, chance, site.urls);
      }
      for (let turn = 0; turn < numbers.revocations / 2; turn += 1) await revocations.one();
    }
    await load.end();
    const { lastRev } = await owner.does('GET', `chats/${chat.id}`);
    const listening = [witness, ...members.flatMap(({ witnesses }) => witnesses)];
    for (const one of listening) await one.reach(chat.id, lastRev);
    const { wrong, notes } = violationsOf({ members, chat, received: witness.in(chat.id), lastRev });
    for (const one of listening) one.close();
    return {
      figures: { removals: numbers.removals, 'messages meanwhile': writers.written, ...revocations.figures },
      violations: { ...wrong, ...revocations.violations },
      notes: [...notes, ...revocations.notes],
    };
  },
};

/** Writes until it is told to end. */
function endless(writers) {
  let going = true;
  const done = (async () => {
    while (going) {
      await writers.write(writers.people.length * 2);
      await pause(0);
    }
  })();
  return {
    end: () => {
      going = false;
      return done;
    },
  };
}
