import fc from 'fast-check';

import type { Deed } from './support/deeds.js';
import { allErased } from './support/expiry.js';
import { fivePeople } from './support/five-people.js';
import { groupDeeds } from './support/group-deeds.js';
import { laterDeeds, nothingIsDue } from './support/later-deeds.js';
import { messageDeeds } from './support/message-deeds.js';
import { ownDeeds } from './support/own-deeds.js';
import { Replica } from './support/replica.js';
import { saidDeeds } from './support/said-deeds.js';
import { useServer } from './support/server.js';
import { comesTo, truthOf } from './support/truth.js';

useServer();
jest.setTimeout(240_000);

/** Each person has a client that is connected from beginning to end and one that only syncs. */
async function cast() {
  const { persons, chats } = await fivePeople();
  const clients = persons.map((owner) => ({ owner, listener: new Replica(owner), reader: new Replica(owner) }));
  await Promise.all(clients.map(({ listener }) => listener.connects()));
  const replicas = clients.map(({ reader }) => ({ replica: reader }));
  return { persons, chats, clients, replicas };
}

const catchesUp = fc.nat(4).map(
  (which): Deed =>
    ({ replicas }) =>
      replicas[which]!.replica.catchesUp(),
);

const deeds = fc.oneof(
  { arbitrary: catchesUp, weight: 4 },
  ...messageDeeds,
  ...saidDeeds,
  ...laterDeeds,
  ...ownDeeds,
  ...groupDeeds,
);
/** Ten to 25 steps. Each has up to five deeds that happen at the same time. */
const story = fc.array(fc.array(deeds, { minLength: 1, maxLength: 5 }), { minLength: 10, maxLength: 25 });

describe('the clients of five people', () => {
  it('have the state of the server, whether they only received pushes or only synced', async () => {
    const holds = fc.asyncProperty(story, async (acts) => {
      const { clients, ...world } = await cast();
      for (const act of acts) await Promise.all(act.map((happens) => happens(world)));
      await nothingIsDue();
      await allErased();

      for (const { owner, listener, reader } of clients) {
        const truth = await truthOf(owner);
        await comesTo(listener, truth);
        await reader.catchesUp();
        await comesTo(reader, truth);
        listener.cut();
      }
    });
    // fast-check does not shrink a failure, because each run needs new people and chats.
    await fc.assert(holds, { seed: 20_261_128, numRuns: 8, endOnFailure: true });
  });
});
