import fc from 'fast-check';

import { adaAndBen, said, syncs } from './support/catching-up.js';
import type { Deed } from './support/deeds.js';
import { allErased } from './support/expiry.js';
import { groupDeeds } from './support/group-deeds.js';
import { laterDeeds, nothingIsDue } from './support/later-deeds.js';
import { messageDeeds } from './support/message-deeds.js';
import { ownDeeds } from './support/own-deeds.js';
import { people } from './support/people.js';
import { Replica } from './support/replica.js';
import { saidDeeds } from './support/said-deeds.js';
import { server, useServer } from './support/server.js';
import { comesTo, truthOf } from './support/truth.js';

useServer();
jest.setTimeout(240_000);

/** The owner of each replica, as an index of `persons`. Ada has two, because she uses two devices. */
const REPLICAS = [0, 0, 1, 2];

async function cast() {
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

const comesOrGoes = fc.nat(REPLICAS.length - 1).map((which): Deed => async ({ replicas }) => {
  const { replica } = replicas[which]!;
  if (replica.isConnected) replica.cut();
  else await replica.connects();
});

const deeds = fc.oneof(
  { arbitrary: comesOrGoes, weight: 4 },
  ...messageDeeds,
  ...saidDeeds,
  ...laterDeeds,
  ...ownDeeds,
  ...groupDeeds,
);

/** Steps of up to six simultaneous acts. */
const story = fc.array(fc.array(deeds, { minLength: 1, maxLength: 6 }), { minLength: 10, maxLength: 25 });

describe('a client that disconnects and connects again', () => {
  it('ends with the state of the server, whatever happened meanwhile', async () => {
    const holds = fc.asyncProperty(story, async (acts) => {
      const world = await cast();
      for (const act of acts) await Promise.all(act.map((happens) => happens(world)));
      await nothingIsDue();
      await allErased();

      for (const { owner, replica } of world.replicas) {
        if (!replica.isConnected) await replica.connects();
        await comesTo(replica, await truthOf(owner));
      }
      for (const { replica } of world.replicas) replica.cut();
    });
    // A failing input is not made smaller, because each run creates its own people and chats.
    await fc.assert(holds, { seed: 20_261_124, numRuns: 12, endOnFailure: true });
  });

  it('that missed five hundred messages gets them in bounded steps, while more are sent', async () => {
    const { ada, ben, chat } = await adaAndBen();
    const replica = new Replica(ben);
    await replica.connects();
    replica.cut();
    await said(chat, 500);

    const before = replica.steps;
    const connected = replica.connects();
    for (let n = 0; n < 20; n++) await ada.says(chat, 'and another');
    await connected;

    expect(replica.steps - before).toBeGreaterThanOrEqual(5);
    expect(replica.chats.get(chat.id)?.messages.size).toBeGreaterThanOrEqual(500);
    await comesTo(replica, await truthOf(ben));
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
    await comesTo(replica, await truthOf(ada));
    replica.cut();
  });
});
