import type { SearchDto } from '../src/contract/dto/message.dto.js';
import type { FoundMessageView } from '../src/contract/views/message.view.js';
import type { BlockSigner } from '../src/messages/search/block-signer.js';
import { people } from './support/people.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer();

type Asked = Record<string, string | number | boolean>;
const searches = (one: Person, asked: Asked) =>
  one.call<FoundMessageView[]>('GET', `/api/search?${new URLSearchParams(asked as Record<string, string>).toString()}`);
const found = async (one: Person, asked: string | Asked) => {
  const { body } = await searches(one, typeof asked === 'string' ? { q: asked } : asked);
  return body.data.map(({ message }) => message);
};

/** Writes the signature of the first messages of a chat, as the server does a little later. */
const sign = (chat: { id: string }) =>
  server()
    .service<BlockSigner>('messages/search/block-signer', 'BlockSigner')
    .sign([{ chatId: chat.id, block: 0 }]);

/** Each statement about search holds before and after the messages are signed. */
const beforeAndAfterSigning = async (chats: { id: string }[], check: () => Promise<void>) => {
  await check();
  for (const chat of chats) await sign(chat);
  await check();
};

describe('searching all chats', () => {
  it('finds messages of all chats and threads of the caller, newest first, with their highlights', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const direct = await ada.opensChatWith(ben);
    const group = await cleo.opensGroup('Boats', ada, ben);
    const foreign = await ben.opensChatWith(cleo);
    await ada.says(direct, 'Where is the HARBOUR?');
    const root = await cleo.says(group, 'The old harbour, by the harbour bridge');
    await ben.says(foreign, 'not for Ada: harbour');
    const thread = await ada.does<{ id: string }>('PUT', `/api/chats/${group.id}/messages/${root.id}/thread`);
    await ada.says(thread, 'harbour, in a thread');

    await beforeAndAfterSigning([direct, group, foreign, thread], async () => {
      expect(await found(ada, 'harbour')).toEqual([
        'harbour, in a thread',
        'The old harbour, by the harbour bridge',
        'Where is the HARBOUR?',
      ]);
      expect(await found(ben, 'harbour')).not.toContain('harbour, in a thread');
      const [, second] = (await searches(ada, { q: 'harbour old' })).body.data;
      expect(second).toBeUndefined();
      const [hit] = (await searches(ada, { q: 'harbour old' })).body.data;
      expect(hit).toMatchObject({ chatId: group.id, seq: root.seq, id: root.id });
      expect(hit?.highlights.map(({ start, end }) => hit.message.slice(start, end))).toEqual([
        'old',
        'harbour',
        'harbour',
      ]);
    });
  });

  it('reads words in any order, phrases, and operators, also as parameters', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensGroup('Release 1.2', ben);
    const other = await ada.opensGroup('Kitchen', ben);
    await ada.says(chat, 'ship the release on Friday');
    await ben.says(chat, 'release notes: https://example.com/notes');
    await ben.says(other, 'release the kraken', {
      media: [{ url: 'https://example.com/kraken.png', name: 'Tentacle.png' }],
    });
    const poll = await ada.says(other, 'What for lunch after the release?', { poll: { options: ['Soup', 'Cake'] } });
    const starred = await ada.says(chat, 'release party');
    await ada.does('PUT', `/api/chats/${chat.id}/messages/${starred.id}/star`);

    await beforeAndAfterSigning([chat, other], async () => {
      expect(await found(ada, 'friday release')).toEqual(['ship the release on Friday']);
      expect(await found(ada, '"the release"')).toEqual([poll.message, 'ship the release on Friday']);
      expect(await found(ada, '"friday release"')).toEqual([]);
      expect(await found(ada, 'from:ben release')).toEqual([
        'release the kraken',
        'release notes: https://example.com/notes',
      ]);
      expect(await found(ada, { q: 'release', from: 'me', in: chat.id })).toEqual([
        'release party',
        'ship the release on Friday',
      ]);
      expect(await found(ada, { from: ben.id, in: 'kitchen' })).toEqual(['release the kraken']);
      expect(await found(ada, 'in:"release 1.2" party')).toEqual(['release party']);
      expect(await found(ada, 'has:link release')).toEqual(['release notes: https://example.com/notes']);
      expect(await found(ada, { has: 'media' })).toEqual(['release the kraken']);
      expect(await found(ada, { has: 'poll' })).toEqual([poll.message]);
      expect(await found(ada, 'tentacle')).toEqual(['release the kraken']);
      expect(await found(ada, 'cake soup')).toEqual([poll.message]);
      expect(await found(ada, { starred: true })).toEqual(['release party']);
      expect(await found(ben, 'starred:true')).toEqual([]);
      expect(await found(ada, { q: 'release', after: starred.createdAt })).toEqual(['release party']);
      expect(await found(ada, { q: 'release from:me', before: starred.createdAt })).not.toContain('release party');
      expect(await found(ada, 'release before:2020-01-01')).toEqual([]);
      expect(await found(ada, 'from:nobody')).toEqual([]);
      expect(await found(ada, 'in:nowhere release')).toEqual([]);
      expect(await found(ada, 'notes: release')).toEqual(['release notes: https://example.com/notes']);
    });
  });

  it('answers in pages, each message once, also while messages arrive and are signed', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const chats = [await ada.opensChatWith(ben), await ada.opensChatWith(cleo)];
    const sent: string[] = [];
    for (let n = 1; n <= 70; n++) {
      const chat = chats[n % 2] ?? { id: '' };
      await ada.says(chat, n % 3 === 0 ? `needle ${n}` : 'hay');
      if (n % 3 === 0) sent.unshift(`needle ${n}`);
    }
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null; page++) {
      const { body } = await searches(ada, { q: 'needle', limit: 5, ...(cursor && { cursor }) });
      seen.push(...body.data.map(({ message }) => message));
      cursor = (body.meta as { next: string | null }).next;
      if (page === 1) for (const chat of chats) await sign(chat);
      await ada.says(chats[0] ?? { id: '' }, 'needle later');
    }
    expect(seen).toEqual(sent);
  });

  it('never finds what the caller may not see', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const group = await ada.opensGroup('Group', ben);
    await ada.says(group, 'secret of the past');
    await ada.sets(group, { historyHidden: true });
    await ada.adds(group, cleo);
    const gone = await ada.says(group, 'secret that is deleted');
    const mine = await ada.says(group, 'secret that Ben deletes for himself');
    const edited = await ada.says(group, 'secret that is edited');
    const direct = await ada.opensChatWith(ben);
    await ada.says(direct, 'secret between two');
    await sign(group);
    await ada.deletes(gone);
    await ben.deletes(mine, 'me');
    await ada.edits(edited, 'nothing to see');
    const before = await found(ben, 'secret');
    expect(before).toEqual(['secret between two', 'secret of the past']);

    await beforeAndAfterSigning([group, direct], async () => {
      expect(await found(ada, 'secret')).toEqual(['secret between two', mine.message, 'secret of the past']);
      expect(await found(cleo, 'secret')).toEqual([mine.message]);
      expect(await found(ben, 'nothing to see')).toEqual(['nothing to see']);
    });
    await ben.does('PUT', `/api/users/${ada.id}/block`);
    for (const one of [ada, ben]) expect(await found(one, 'between two')).toEqual([]);
    await ben.does('DELETE', `/api/users/${ada.id}/block`);
    expect(await found(ben, 'between two')).toEqual(['secret between two']);
    await ben.leaves(group);
    expect(await found(ben, 'past')).toEqual([]);
    const brief = await ada.says(direct, 'secret that disappears');
    expect(await found(ada, 'disappears')).toEqual([brief.message]);
    await server().sql(`update messages set expires_at = now() where id = $1`, [brief.id]);
    expect(await found(ada, 'disappears')).toEqual([]);
  });

  it.each<[keyof SearchDto, Asked]>([
    ['q', {}],
    ['q', { q: '' }],
    ['q', { q: 'x'.repeat(201) }],
    ['q', { q: 'a b c d e f g h i j k' }],
    ['q', { q: 'has:nothing' }],
    ['q', { q: 'before:yesterday' }],
    ['q', { q: 'starred:perhaps' }],
    ['has', { q: 'x', has: 'nothing' }],
    ['before', { q: 'x', before: '2026-02-30' }],
    ['after', { q: 'x', after: 'tomorrow' }],
    ['limit', { q: 'x', limit: 51 }],
    ['cursor', { q: 'x', cursor: 'eA' }],
  ])('refuses a wrong %s: %j', async (field, asked) => {
    const { ada } = await people('ada');
    expect(await searches(ada, asked)).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', details: [{ field }] },
    });
  });
});
