import fc from 'fast-check';

import { adaAndBen, storeMessages, syncs } from './support/sync-calls.js';
import type { Action } from './support/actions.js';
import { eraseExpired } from './support/expiry.js';
import { groupActions } from './support/group-actions.js';
import { schedulingActions, nothingIsDue } from './support/scheduling-actions.js';
import { messageActions } from './support/message-actions.js';
import { ownActions } from './support/own-actions.js';
import { people } from './support/people.js';
import { Replica } from './support/replica.js';
import { contentActions } from './support/content-actions.js';
import { server, useServer } from './support/server.js';
import { expectState, serverState } from './support/expected-state.js';

useServer();
jest.setTimeout(240_000);

/** The owner of each replica, as an index of `persons`. Ada has two, because she uses two devices. */
const REPLICAS = [0, 0, 1, 2];

async function connectedPeople() {
  const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
  const chats = [
    await ada.opensChatWith(ben),
    await ada.opensGroup('Three', ben, cleo),
    await ada.opensChatWith(ben, cleo),
  ];
  const persons = [ada, ben, cleo];
  const replicas = REPLICAS.map((owner) => ({ owner: persons[owner]!, replica: new Replica(persons[owner]!) }));
  return { persons, chats, replicas };
}

const connectsOrDisconnects = fc.nat(REPLICAS.length - 1).map((which): Action => async ({ replicas }) => {
  const { replica } = replicas[which]!;
  if (replica.isConnected) replica.cut();
  else await replica.connects();
});

const actions = fc.oneof(
  { arbitrary: connectsOrDisconnects, weight: 4 },
  ...messageActions,
  ...contentActions,
  ...schedulingActions,
  ...ownActions,
  ...groupActions,
);

/** Steps of up to six simultaneous acts. */
const randomSteps = fc.array(fc.array(actions, { minLength: 1, maxLength: 6 }), { minLength: 10, maxLength: 25 });

describe('a client that disconnects and connects again', () => {
  it('ends with the state of the server, whatever happened meanwhile', async () => {
    const property = fc.asyncProperty(randomSteps, async (steps) => {
      const world = await connectedPeople();
      for (const step of steps) await Promise.all(step.map((run) => run(world)));
      await nothingIsDue();
      await eraseExpired();

      for (const { owner, replica } of world.replicas) {
        if (!replica.isConnected) await replica.connects();
        await expectState(replica, await serverState(owner));
      }
      for (const { replica } of world.replicas) replica.cut();
    });
    // A failing input is not made smaller, because each run creates its own people and chats.
    await fc.assert(property, { seed: 20_261_124, numRuns: 12, endOnFailure: true });
  });

  it('that missed five hundred messages gets them in bounded steps, while more are sent', async () => {
    const { ada, ben, chat } = await adaAndBen();
    const replica = new Replica(ben);
    await replica.connects();
    replica.cut();
    await storeMessages(chat, 500);

    const before = replica.steps;
    const connected = replica.connects();
    for (let n = 0; n < 20; n++) await ada.says(chat, 'and another');
    await connected;

    expect(replica.steps - before).toBeGreaterThanOrEqual(5);
    expect(replica.chats.get(chat.id)?.messages.size).toBeGreaterThanOrEqual(500);
    await expectState(replica, await serverState(ben));
    replica.cut();
  });

  it('loads everything again when the server has another epoch', async () => {
    const { ada, chat } = await adaAndBen();
    const message = await ada.says(chat, 'before the backup');
    const replica = new Replica(ada);
    await replica.connects();
    replica.cut();
    await server().sql(`update messages set body = 'as the backup has it'`);
    await replica.connects();
    expect(replica.chats.get(chat.id)?.messages.get(message.id)?.message).toBe('before the backup');
    replica.cut();

    const { epoch } = await syncs(ada);
    await server().sql('update epoch set id = gen_random_uuid()');
    for (let now = epoch; now === epoch;) now = (await syncs(ada)).epoch;
    await replica.connects();
    await expectState(replica, await serverState(ada));
    replica.cut();
  });
});
