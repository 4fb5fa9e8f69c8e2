import { randomUUID } from 'node:crypto';

import type { Standing } from '../src/contract/dto/sync.dto.js';
import { adaAndBen, digestOf, NO_STANDING, stepsOf, syncs } from './support/sync-calls.js';
import { addManyParticipants } from './support/many-participants.js';
import { people, person } from './support/people.js';
import { server, useServer } from './support/server.js';

useServer();

describe('the digest', () => {
  it('has four numbers for each chat, each of which changes only with what it stands for', async () => {
    const { ada, ben, chat } = await adaAndBen();
    const seen: (Standing | undefined)[] = [await digestOf(ada, chat)];
    const after = async (change: Promise<unknown>) => {
      await change;
      seen.push(await digestOf(ada, chat));
    };
    await after(ben.says(chat, 'hello'));
    await after(ada.receives(chat, 1));
    await after(ada.reads(chat, 1));
    await after(ada.does('PUT', `/api/chats/${chat.id}/pin`));
    await after(ben.does('PATCH', '/api/me', { name: 'Benjamin' }));

    expect(seen).toEqual([
      [0, 0, 0, 2],
      [1, 1, 0, 4],
      [1, 1, 1, 5],
      [1, 1, 2, 6],
      [1, 1, 3, 6],
      [1, 1, 3, 7],
    ]);
    await after(ada.reads(chat, 1));
    await after(ada.does('PUT', `/api/chats/${chat.id}/pin`));
    await after(ben.does('PUT', `/api/chats/${chat.id}/pin`));
    await after(ben.does('PATCH', '/api/me', { name: 'Benjamin' }));
    expect(new Set(seen.slice(6).map(String))).toEqual(new Set(['1,1,3,7']));
  });

  it('contains all chats of the caller, and no others', async () => {
    const { ada, ben, chat } = await adaAndBen();
    const eve = await person('eve');
    const group = await ada.opensGroup('Three', ben, eve);
    await eve.leaves(group);

    expect(Object.keys((await syncs(ada)).digest ?? {}).sort()).toEqual([chat.id, group.id].sort());
    expect(await syncs(eve)).toEqual({ epoch: expect.any(String) as string, digest: {} });
    expect(await ada.does('POST', '/api/sync', { chats: {} })).toEqual(await syncs(ada));
  });

  it('grows only with the marks of participants who are shown', async () => {
    const { ada, chat } = await adaAndBen();
    await addManyParticipants(chat, 40);
    await ada.says(chat, 'hello');
    await server().sql('update participants set last_read_seq = 1 where chat_id = $1', [chat.id]);
    expect(await digestOf(ada, chat)).toEqual([1, 1, 0, 43]);
  });
});

describe('a client that claims to hold what it cannot hold', () => {
  it.each([
    ['a message', [4, 3, 0, 0]],
    ['a change', [3, 4, 0, 0]],
    ['private state', [3, 3, 1, 0]],
    ['fewer messages than all, and all changes', [2, 3, 0, 0]],
    ['other messages than changes', [2, 1, 0, 0]],
    ['fewer messages than changes', [0, 1, 0, 0]],
  ])('must load the chat again: %s', async (_, held) => {
    const { ada, chat } = await adaAndBen();
    for (const message of ['one', 'two', 'three']) await ada.says(chat, message);
    expect(await syncs(ada, { [chat.id]: held })).toMatchObject({ chats: {}, lost: [], reload: [chat.id] });
    expect(await stepsOf(ada, chat, NO_STANDING)).toMatchObject([{ next: [3, 3, 0, 8] }]);
  });
});

describe('the caller of a sync', () => {
  it('learns nothing about chats they are not in, not even whether they exist', async () => {
    const { ada, ben, chat } = await adaAndBen();
    const eve = await person('eve');
    const group = await ada.opensGroup('Three', ben, eve);
    await ada.says(group, 'secret');
    await eve.leaves(group);
    const notFound = randomUUID();
    const asks = async (id: string) => JSON.stringify(await syncs(eve, { [id]: NO_STANDING })).replace(id, 'id');

    expect(await asks(chat.id)).toBe(await asks(notFound));
    expect(await asks(group.id)).toBe(await asks(notFound));
    expect(await syncs(eve, { [chat.id]: NO_STANDING })).toMatchObject({ chats: {}, lost: [chat.id], reload: [] });
    expect((await syncs(ada, { [group.id.toUpperCase()]: NO_STANDING })).chats?.[group.id]).toMatchObject({
      more: false,
    });
  });

  it('is refused if a standing is invalid or if there are too many, over REST and over the socket', async () => {
    const { ada } = await people('ada');
    const id = randomUUID();
    const many = Object.fromEntries(Array.from({ length: 201 }, () => [randomUUID(), NO_STANDING]));
    const lists = [[], [0, 0, 0], [0, 0, 0, 0, 0], [-1, 0, 0, 0], [0, 0.5, 0, 0], [0, 0, '0', 0], [2 ** 31, 0, 0, 0]];
    const refused = [many, { none: NO_STANDING }, [], 'x', 7, ...lists.map((list) => ({ [id]: list }))];

    for (const chats of refused) {
      const answer = await ada.call('POST', '/api/sync', { chats });
      expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', details: [{ field: 'chats' }] } });
      expect(await ada.socket?.request('sync', { chats })).toEqual(answer.body);
    }
    expect(await ada.socket?.request('sync', { chats: { [id]: [0, 0, 0, 2 ** 40] } })).toMatchObject({
      status: 'success',
      data: { lost: [id] },
    });
  });
});
