import type { MessageView } from '../src/contract/views/message.view.js';
import { allReceived } from './support/all-received.js';
import { people } from './support/people.js';
import type { Person } from './support/person.js';
import { participantIdOf } from './support/participant-ids.js';
import { useServer } from './support/server.js';
import { numberedEvents } from './support/numbered-events.js';

useServer();

/** The system messages of a chat, oldest first: who caused it, the event, the names of the people concerned, the value. */
async function systemMessagesOf(chat: { id: string }, reader: Person, names: Map<string, string>) {
  const all = await reader.sees(chat, '?limit=100');
  return all
    .filter(({ kind }) => kind === 'system')
    .reverse()
    .map(({ sender, system }) => [
      sender.name,
      system?.event,
      (system?.participantIds ?? [])
        .map((id) => names.get(id))
        .sort()
        .join(' '),
      system?.value,
    ]);
}

describe('a system message', () => {
  it('follows each change of a group, with who made it, what changed and who is concerned', async () => {
    const { ada, ben, cleo, dora, eve } = await people('ada', 'ben', 'cleo', 'dora', 'eve');
    const chat = await ada.opensGroup('Boats', ben);
    expect(await ada.chat(chat)).toMatchObject({ lastSeq: 0, lastRev: 0 });
    const added = await ada.adds(chat, cleo, dora);
    const names = new Map(added.map(({ id, user }) => [id, user.name]));
    for (const one of [ada, ben]) names.set(participantIdOf(chat, one), one.name);
    const participant = (name: string) => ({ id: [...names].find(([, known]) => known === name)?.[0] ?? '' });

    await ada.changesRole(chat, participant('ben'), 'admin');
    await ben.sets(chat, { title: 'Ships', description: 'Who sails when.', avatar: 'https://example.com/a.png' });
    await ben.sets(chat, { title: null, historyHidden: true });
    await ben.sets(chat, { historyHidden: false });
    const { chat: seen } = await eve.joins(await ada.makesLink(chat));
    names.set(seen?.participantId ?? '', 'eve');
    await ben.removes(chat, participant('cleo'));
    await dora.leaves(chat);
    await ada.changesRole(chat, participant('ben'), 'owner');
    await ben.leaves(chat);

    expect(await systemMessagesOf(chat, ada, names)).toEqual([
      ['ada', 'people.added', 'cleo dora', null],
      ['ada', 'role.changed', 'ben', 'admin'],
      ['ben', 'title.changed', '', 'Ships'],
      ['ben', 'avatar.changed', '', null],
      ['ben', 'description.changed', '', null],
      ['ben', 'title.changed', '', null],
      ['ben', 'history.changed', '', 'hidden'],
      ['ben', 'history.changed', '', 'shown'],
      ['eve', 'people.joined', 'eve', null],
      ['ben', 'people.removed', 'cleo', null],
      ['dora', 'people.left', 'dora', null],
      ['ada', 'ownership.transferred', 'ben', null],
      ['ben', 'people.left', 'ben', null],
      ['ben', 'ownership.transferred', 'ada', null],
    ]);
    await allReceived(ada, chat, eve.socket, ada.socket);
    const received = numberedEvents(ada.socket, chat);
    expect(received.map(([rev]) => rev)).toEqual(received.map((_, place) => place + 1));
    expect(received.slice(0, 5).map(([, event]) => event)).toEqual([
      'participant.joined',
      'participant.joined',
      'message.created',
      'participant.updated',
      'message.created',
    ]);
  });

  it('is unread for nobody, moves no marks, and cannot be edited or deleted', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const chat = await ada.opensGroup('Boats', ben);
    await ben.says(chat, 'hello');
    await ada.sets(chat, { title: 'Ships' });
    await ada.adds(chat, cleo);

    expect(await ada.chat(chat)).toMatchObject({ unreadCount: 1, lastSeq: 3, lastMessage: { kind: 'system' } });
    expect(await ben.chat(chat)).toMatchObject({ unreadCount: 0 });
    expect(await cleo.chat(chat)).toMatchObject({ unreadCount: 0 });
    const marks = (await ada.chat(chat)).participants.map(({ user, lastReadSeq }) => [user.name, lastReadSeq]);
    expect(marks.sort()).toEqual([
      ['ada', 0],
      ['ben', 1],
      ['cleo', 2],
    ]);
    const [said] = await ada.sees(chat);
    await expect(ada.edits(said as MessageView, 'something else')).rejects.toMatchObject({ code: 'message.not_yours' });
    await expect(ada.deletes(said as MessageView)).rejects.toMatchObject({ code: 'message.not_yours' });
  });

  it('is not pushed to a person who has left, and not to the last one who leaves', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensGroup('Boats', ben);
    const elsewhere = await ada.opensChatWith(ben);
    await ben.leaves(chat);
    await allReceived(ada, elsewhere, ben.socket);
    expect(numberedEvents(ben.socket, chat)).toEqual([[1, 'participant.left']]);
    expect(await ada.chat(chat)).toMatchObject({ lastRev: 2, lastMessage: { system: { event: 'people.left' } } });
    await ada.leaves(chat);
    await allReceived(ben, elsewhere, ada.socket);
    expect(numberedEvents(ada.socket, chat).at(-1)).toEqual([3, 'participant.left']);
  });
});
