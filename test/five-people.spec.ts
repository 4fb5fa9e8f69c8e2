import fc from 'fast-check';

import type { Action } from './support/actions.js';
import { eraseExpired } from './support/expiry.js';
import { fivePeople } from './support/five-people.js';
import { groupActions } from './support/group-actions.js';
import { schedulingActions, nothingIsDue } from './support/scheduling-actions.js';
import { messageActions } from './support/message-actions.js';
import { ownActions } from './support/own-actions.js';
import { Replica } from './support/replica.js';
import { contentActions } from './support/content-actions.js';
import { useServer } from './support/server.js';
import { expectState, serverState } from './support/expected-state.js';

useServer();
jest.setTimeout(240_000);

/** Each person has a client that is connected from beginning to end and one that only syncs. */
async function connectedPeople() {
  const { persons, chats } = await fivePeople();
  const clients = persons.map((owner) => ({ owner, listener: new Replica(owner), reader: new Replica(owner) }));
  await Promise.all(clients.map(({ listener }) => listener.connects()));
  const replicas = clients.map(({ reader }) => ({ replica: reader }));
  return { persons, chats, clients, replicas };
}

const catchesUp = fc.nat(4).map(
  (which): Action =>
    ({ replicas }) =>
      replicas[which]!.replica.catchesUp(),
);

const actions = fc.oneof(
  { arbitrary: catchesUp, weight: 4 },
  ...messageActions,
  ...contentActions,
  ...schedulingActions,
  ...ownActions,
  ...groupActions,
);
/** Ten to 25 steps. Each has up to five actions that happen at the same time. */
const randomSteps = fc.array(fc.array(actions, { minLength: 1, maxLength: 5 }), { minLength: 10, maxLength: 25 });

describe('the clients of five people', () => {
  it('have the state of the server, whether they only received pushes or only synced', async () => {
    const property = fc.asyncProperty(randomSteps, async (steps) => {
      const { clients, ...world } = await connectedPeople();
      for (const step of steps) await Promise.all(step.map((run) => run(world)));
      await nothingIsDue();
      await eraseExpired();

      for (const { owner, listener, reader } of clients) {
        const truth = await serverState(owner);
        await expectState(listener, truth);
        await reader.catchesUp();
        await expectState(reader, truth);
        listener.cut();
      }
    });
    // fast-check does not shrink a failure, because each run needs new people and chats.
    await fc.assert(property, { seed: 20_261_128, numRuns: 8, endOnFailure: true });
  });
});
