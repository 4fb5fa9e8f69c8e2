import { person } from './support/people.js';
import { adaAndBen, digestOf, NO_STANDING, storeMessages, stepsOf, syncs } from './support/sync-calls.js';
import { useServer } from './support/server.js';

useServer();

describe('what a client has missed', () => {
  it('is nothing if the client holds everything', async () => {
    const { ada, chat } = await adaAndBen();
    await ada.says(chat, 'hello');
    const { epoch, digest } = await syncs(ada);
    expect(await syncs(ada, digest)).toEqual({ epoch, chats: {}, lost: [], reload: [] });
  });

  it('contains the whole chat, the messages since, and the stars if they may have changed', async () => {
    const { ada, ben, chat } = await adaAndBen();
    const first = await ben.says(chat, 'first');
    const held = (await digestOf(ada, chat))!;
    const second = await ben.says(chat, 'second');
    const step = (await stepsOf(ada, chat, held))[0]!;

    expect(step).toMatchObject({ messages: [second], participants: [], left: [], starred: null, more: false });
    expect(step.chat).toEqual(await ada.chat(chat));
    expect(step.next).toEqual(await digestOf(ada, chat));

    await ada.does('PUT', `/api/chats/${chat.id}/messages/${first.id}/star`);
    await ada.does('PUT', `/api/chats/${chat.id}/messages/${second.id}/star`);
    expect(await stepsOf(ada, chat, step.next)).toMatchObject([{ messages: [], starred: [second.id, first.id] }]);
    expect(await stepsOf(ben, chat, NO_STANDING)).toMatchObject([
      { starred: null, messages: [{ starred: false }, second] },
    ]);
  });

  it('comes in bounded steps, which together contain everything in order', async () => {
    const { ada, ben } = await adaAndBen();
    const group = await ada.opensGroup('Two', ben);
    await storeMessages(group, 120);
    const [, ofBen] = (await ada.chat(group)).participants;
    await ada.changesRole(group, ofBen!, 'admin');
    for (let n = 0; n < 3; n++) await ada.says(group, 'one more');

    const steps = await stepsOf(ben, group, NO_STANDING);
    expect(steps.map(({ messages, next, more }) => [messages.length, next, more])).toEqual([
      [100, [100, 100, 0, 250], true],
      [24, [124, 125, 0, 250], false],
    ]);
    const seqs = steps.flatMap(({ messages }) => messages.map(({ seq }) => seq));
    expect(seqs).toEqual(Array.from({ length: 124 }, (_, n) => n + 1));
    expect(steps.map(({ participants }) => participants.map(({ id, role }) => [id, role]))).toEqual([
      [],
      [[ofBen!.id, 'admin']],
    ]);
  });

  it('is bounded over all chats together, and continues where it stopped', async () => {
    const { ada, ben } = await adaAndBen();
    const groups = [];
    for (let n = 0; n < 12; n++) groups.push(await ada.opensGroup(`Group ${n}`, ben));
    for (const group of groups) await storeMessages(group, 150);

    const asked = Object.fromEntries(groups.map(({ id }) => [id, NO_STANDING]));
    const { chats = {} } = await syncs(ben, asked);
    const given = groups.map(({ id }) => chats[id]!);
    expect(given.map(({ messages }) => messages.length)).toEqual([...Array<number>(10).fill(100), 0, 0]);
    expect(given.every(({ chat, more }) => more && chat.lastSeq === 150)).toBe(true);
    expect(given.map(({ next }) => next[1])).toEqual(given.map(({ messages }) => messages.length));
    expect((await stepsOf(ben, groups[11]!, given[11]!.next)).map(({ messages }) => messages.length)).toEqual([
      100, 50,
    ]);
  });

  it('is bounded in bytes as well, so that long messages come in smaller steps', async () => {
    const { ada, chat } = await adaAndBen();
    await storeMessages(chat, 300, 'ツ'.repeat(4000));
    const steps = await stepsOf(ada, chat, NO_STANDING);

    const sizes = steps.map(({ messages }) => messages.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(300);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
    for (const step of steps) expect(Buffer.byteLength(JSON.stringify(step))).toBeLessThan(700_000);
    expect(steps.flatMap(({ messages }) => messages).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 300 }, (_, n) => n + 1),
    );
  });

  it('lists the participants who have changed, as they are now, and those who have left', async () => {
    const { ada, ben } = await adaAndBen();
    const eve = await person('eve');
    const group = await ada.opensGroup('Three', ben, eve);
    const [, ofBen, ofEve] = (await ada.chat(group)).participants;
    await ada.changesRole(group, ofBen!, 'admin');
    await ada.changesRole(group, ofEve!, 'admin');
    await ada.changesRole(group, ofBen!, 'member');
    await ada.removes(group, ofEve!);

    const [step] = await stepsOf(ada, group, NO_STANDING);
    expect(step).toMatchObject({ participants: [{ id: ofBen!.id, role: 'member' }], left: [ofEve!.id] });
    expect(step?.chat.participantCount).toBe(2);
  });
});
