import type { MessageView } from '../src/contract/views/message.view.js';
import { changeRole, digestOf, stepsOf } from './support/sync-calls.js';
import { allReceived } from './support/all-received.js';
import { people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { participantIdOf } from './support/participant-ids.js';
import { useServer } from './support/server.js';
import { revsReceived, numberedEvents } from './support/numbered-events.js';

useServer();

type Of = Pick<MessageView, 'id' | 'chatId'>;
const pathOf = ({ id, chatId }: Of) => `/api/chats/${chatId}/messages/${id}/pin`;
const pins = (who: Person, message: Of) => who.does<MessageView>('PUT', pathOf(message));
const unpins = (who: Person, message: Of) => who.does<MessageView>('DELETE', pathOf(message));
const pinned = (who: Person, chat: { id: string }) =>
  who.does<MessageView[]>('GET', `/api/chats/${chat.id}/pinned-messages`);

describe('a pinned message', () => {
  it('is listed for everybody, the one pinned last first', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const [one, two] = [await ada.says(chat, 'one'), await ben.says(chat, 'two')];
    const held = (await digestOf(ben, chat)) ?? [0, 0, 0, 0];

    const received = ben.waitFor('message.updated');
    const kept = await ada.does<MessageView>('PUT', pathOf(two));
    expect(kept).toMatchObject({ id: two.id, rev: 3, message: 'two', editedAt: null });
    expect(Date.parse(kept.pinnedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(two.createdAt));
    expect(await received).toMatchObject({ id: two.id, rev: 3, pinnedAt: kept.pinnedAt });
    const later = await pins(ben, one);
    expect(await pinned(ada, chat)).toEqual([later, kept]);
    expect((await ada.chat(chat)).lastMessage).toMatchObject({ pinnedAt: kept.pinnedAt });
    expect(await ada.sees(chat)).toMatchObject([{ pinnedAt: kept.pinnedAt }, { pinnedAt: later.pinnedAt }]);
    const [step] = await stepsOf(ben, chat, held);
    expect(step?.changed).toMatchObject([{ pinnedAt: later.pinnedAt }, { pinnedAt: kept.pinnedAt }]);

    expect(await unpins(ben, two)).toMatchObject({ rev: 5, pinnedAt: null });
    expect(await pinned(ben, chat)).toEqual([later]);
    expect(await ada.edits(one, 'one, in other words')).toMatchObject({ pinnedAt: later.pinnedAt });
    await ben.deletes(one, 'me');
    expect([await pinned(ben, chat), (await pinned(ada, chat)).length]).toEqual([[], 1]);
    expect(await ada.deletes(one)).toMatchObject({ pinnedAt: null });
    expect(await pinned(ada, chat)).toEqual([]);
    await allReceived(ada, chat, ben.socket);
    expect(revsReceived(ben.socket, chat)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('is pinned once and unpinned once, however many calls ask for it', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const said = await ada.says(chat, 'one');
    const answers = await Promise.all([ada, ben, ada, ben, ada].map((who) => pins(who, said)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    await Promise.all([ada, ben].map((who) => unpins(who, said)));
    await unpins(ada, said);
    await allReceived(ada, chat, ben.socket);
    expect(numberedEvents(ben.socket, chat).map(([, event]) => event)).toEqual([
      'message.created',
      'message.updated',
      'message.updated',
      'message.created',
    ]);
  });

  it('is chosen by the owner and the admins of a group; a deleted message cannot be pinned', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const eve = await person('eve');
    const chat = await ada.opensGroup('Three', ben, cleo);
    const said = await ben.says(chat, 'rules');
    for (const tries of [pins, unpins]) {
      await expect(tries(ben, said)).rejects.toMatchObject({ code: 'chat.not_admin' });
      await expect(tries(eve, said)).rejects.toMatchObject({ code: 'chat.not_found' });
      await expect(tries(ada, { ...said, id: chat.id })).rejects.toMatchObject({ code: 'message.not_found' });
    }
    await expect(pinned(eve, chat)).rejects.toMatchObject({ code: 'chat.not_found' });
    await changeRole(chat, participantIdOf(chat, cleo), 'admin');
    expect(await pins(cleo, said)).toMatchObject({ pinnedAt: expect.any(String) as string });
    expect(await pinned(ben, chat)).toMatchObject([{ id: said.id }]);
    await cleo.leaves(chat);
    await expect(unpins(cleo, said)).rejects.toMatchObject({ code: 'chat.not_found' });

    const [gone, hidden] = [await ben.says(chat, 'oops'), await ben.says(chat, 'not for me')];
    await ben.deletes(gone);
    await ada.deletes(hidden, 'me');
    for (const one of [gone, hidden]) await expect(pins(ada, one)).rejects.toMatchObject({ code: 'message.deleted' });
    expect(await unpins(ada, gone)).toMatchObject({ pinnedAt: null });
  });

  it('is one of at most fifty in its chat', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const all = await Promise.all(Array.from({ length: 51 }, (_, n) => ada.says(chat, `number ${n}`)));
    for (const one of all.slice(0, 48)) await pins(ada, one);
    const last = await Promise.allSettled(all.slice(48).map((one) => pins(ben, one)));
    const refused = last.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused).toMatchObject([{ code: 'pin.too_many', params: { limit: 50 } }]);
    expect(await pinned(ben, chat)).toHaveLength(50);
    await pins(ada, all[0] as MessageView);
    await unpins(ada, all[0] as MessageView);
    for (const one of all.slice(48)) await pins(ada, one);
  });
});
