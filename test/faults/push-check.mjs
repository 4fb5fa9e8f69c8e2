import { messagesOf } from './people.mjs';
import { wrongNumbers } from './witness.mjs';

/** Milliseconds after its ack within which a push must arrive, even if its hint is lost. */
const LATE_MS = 3_000;

/**
 * Compares the pushes of witnesses, who listened from the beginning, with the stored messages.
 * @param acknowledged when each message was acknowledged, by its id
 */
export async function comparePushes({ chats, witnesses, acknowledged }) {
  const wrong = { missing: 0, doubled: 0, 'out of order': 0, late: 0, 'pushed and not stored': 0 };
  const notes = [];
  let pushes = 0;
  let slowest = 0;
  for (const { id, people } of chats) {
    const stored = new Set((await messagesOf(people[0], id)).map((message) => message.id));
    const { lastRev } = await people[0].does('GET', `chats/${id}`);
    for (const witness of witnesses) {
      await witness.reach(id, lastRev);
      const received = witness.in(id);
      const { missing, doubled, disordered } = wrongNumbers(received, 1, lastRev);
      const delays = received.flatMap(({ payload, at }) => at - (acknowledged.get(payload.id) ?? at));
      const messages = received.filter(({ event }) => event === 'message.created');
      pushes += received.length;
      slowest = delays.reduce((most, delay) => Math.max(most, delay), slowest);
      wrong.missing += missing;
      wrong.doubled += doubled;
      wrong['out of order'] += disordered;
      wrong.late += delays.filter((delay) => delay > LATE_MS).length;
      wrong['pushed and not stored'] += messages.filter(({ payload }) => !stored.has(payload.id)).length;
      if (missing > 0)
        notes.push(`${witness.url} received ${received.length} of ${lastRev} in ${id}: ${gaps(received, lastRev)}`);
    }
  }
  wrong['listening sockets disconnected'] = witnesses.filter(({ lost }) => lost).length;
  return {
    wrong,
    notes,
    figures: { 'pushes received': pushes, 'slowest push after its ack, ms': Math.round(slowest) },
  };
}

/** The first numbers that were not received. */
function gaps(received, last) {
  const known = new Set(received.map(({ rev }) => rev));
  const missing = Array.from({ length: last }, (_, place) => place + 1).filter((rev) => !known.has(rev));
  return `not ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ` … ${missing.at(-1)}` : ''}`;
}
