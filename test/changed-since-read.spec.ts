import type { ChatView, ReadView } from '../src/contract/views/chat.view.js';
import type { MessageView } from '../src/contract/views/message.view.js';
import { digestOf, NO_STANDING, stepsOf } from './support/sync-calls.js';
import { eraseExpired, expire } from './support/expiry.js';
import { people } from './support/people.js';
import type { Person } from './support/person.js';
import { useServer } from './support/server.js';

useServer();

/** Whether a message has changed since its reader read it, by the rule of docs/realtime.md. */
function hasChanged({ seq, altered }: MessageView, { lastReadRev, participantId, participants }: ChatView): boolean {
  const isRead = seq <= (participants[0]?.lastReadSeq ?? 0);
  return isRead && altered !== null && altered.rev > lastReadRev && altered.participantId !== participantId;
}

/** The `seq` of each message in the chat that has changed since this person read it, in ascending order. */
async function changedFor(reader: Person, { id }: { id: string }): Promise<number[]> {
  const [chat, page] = [await reader.chat({ id }), await reader.sees({ id })];
  expect((await reader.chats()).find((one) => one.id === id)).toEqual(chat);
  expect(chat.lastMessage).toEqual(page[0]);
  return page
    .filter((one) => hasChanged(one, chat))
    .map(({ seq }) => seq)
    .reverse();
}

describe('a message that was read', () => {
  it('counts as changed after somebody else edits or deletes it, until its reader reads again', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const [one, two, three] = [await ada.says(chat, 'one'), await ada.says(chat, 'two'), await ada.says(chat, 'three')];
    expect(await ben.reads(chat, 2)).toMatchObject({ lastReadSeq: 2, lastReadRev: 3 });
    expect(await changedFor(ben, chat)).toEqual([]);
    const held = (await digestOf(ben, chat)) ?? NO_STANDING;

    const received = ben.waitFor('message.updated');
    const { altered } = await ada.edits(one, 'one and a half');
    expect(altered).toEqual({ rev: 4, participantId: chat.participantId });
    expect(await received).toMatchObject({ altered });
    await ada.edits(three, 'three and a half');
    await ada.deletes(two);
    expect(await changedFor(ben, chat)).toEqual([1, 2]);
    expect(await changedFor(ada, chat)).toEqual([]);
    const [step] = await stepsOf(ben, chat, held);
    expect(step!.changed.filter((message) => hasChanged(message, step!.chat)).map(({ seq }) => seq)).toEqual([1, 2]);

    const [pushed, before] = [ben.waitFor('chat.read'), await digestOf(ben, chat)];
    expect(await ben.reads(chat, 1)).toMatchObject({ lastReadSeq: 2, lastReadRev: 3 });
    expect(await changedFor(ben, chat)).toEqual([1, 2]);
    const read = (await ben.reads(chat, 2)) as ReadView;
    expect(read).toMatchObject({ lastReadSeq: 2, lastReadRev: 6, mine: (before?.[2] ?? 0) + 1 });
    expect(await pushed).toEqual(read);
    expect(await ben.reads(chat, 2)).toEqual(read);
    expect(await changedFor(ben, chat)).toEqual([]);
    await ada.edits(one, 'one');
    expect(await changedFor(ben, chat)).toEqual([1]);
    await ben.says(chat, 'I see');
    expect(await changedFor(ben, chat)).toEqual([]);
  });

  it('does not count as changed by reactions, pins, mentions, expiry, own changes, or changes before the reader joined', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const chat = await ada.opensGroup('Ours', ben);
    const [adas, bens, vanishing] = [
      await ada.says(chat, 'hers'),
      await ben.says(chat, 'his'),
      await ada.says(chat, 'x'),
    ];
    for (const one of [ada, ben]) await one.reads(chat, 3);
    await ben.reacts(adas, '👍');
    await ada.does('PUT', `/api/chats/${chat.id}/messages/${adas.id}/pin`);
    await ada.edits(adas, 'hers', { mentionsAll: true });
    const pushed = ben.waitFor('message.deleted', ({ id }) => id === vanishing.id);
    await expire(vanishing);
    await eraseExpired();
    expect(await pushed).toMatchObject({ altered: null });
    expect([await changedFor(ada, chat), await changedFor(ben, chat)]).toEqual([[], []]);

    await ada.deletes(bens);
    expect([await changedFor(ada, chat), await changedFor(ben, chat)]).toEqual([[], [2]]);
    await ada.edits(adas, 'hers indeed');
    expect([await changedFor(ada, chat), await changedFor(ben, chat)]).toEqual([[], [1, 2]]);
    await ada.adds(chat, cleo);
    expect(await changedFor(cleo, chat)).toEqual([]);
    const gone = await ben.deletes(adas, 'me');
    expect(gone.altered).toBeNull();
  });

  it('leads to separate `chat.read` and `chat.delivered` pushes if its reader reads and receives at the same time', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const said = await ada.says(chat, 'one');
    await ben.reads(chat, 1);
    await ada.says(chat, 'two');
    await ada.edits(said, 'another');
    const [read, delivered] = [ben.waitFor('chat.read'), ben.waitFor('chat.delivered')];
    // The server writes the first one alone, and the others, which arrive meanwhile, together.
    await Promise.all([ben.reads(chat, 0), ben.receives(chat, 2), ben.reads(chat, 1)]);
    expect(await read).toMatchObject({ lastReadSeq: 1, lastReadRev: 3 });
    expect(await delivered).toMatchObject({ lastDeliveredSeq: 2 });
  });
});
