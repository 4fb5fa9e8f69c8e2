import type { ArchiveView, DraftStateView, MarkedUnreadView, MuteView } from '../src/contract/views/chat.view.js';
import { digestOf, NO_STANDING, stepsOf } from './support/sync-calls.js';
import { allReceived } from './support/all-received.js';
import { onAnotherDevice, people, person } from './support/people.js';
import { server, useServer } from './support/server.js';

useServer();

const FOR_EVER = '9999-12-31T23:59:59.999Z';

async function adaAndBenTalk() {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  const path = `/api/chats/${chat.id}`;
  const mine = async () => (await digestOf(ada, chat))?.[2] ?? 0;
  return { ada, ben, chat, path, mine };
}

describe('muting a chat', () => {
  it('lasts until the given time or for ever, for the caller only, on all their devices', async () => {
    const { ada, ben, chat, path, mine } = await adaAndBenTalk();
    const phone = await onAnotherDevice(ada);
    await phone.connects();

    const received = phone.waitFor('chat.muted');
    const muted = await ada.does<MuteView>('PUT', `${path}/mute`);
    expect(muted).toEqual({ chatId: chat.id, mutedUntil: FOR_EVER, archived: false, archivedSeq: null, mine: 1 });
    expect(await received).toEqual(muted);
    expect(await ada.does('PUT', `${path}/mute`)).toEqual(muted);
    expect(await ada.chat(chat)).toMatchObject({ mutedUntil: FOR_EVER });
    expect(await ben.chat(chat)).toMatchObject({ mutedUntil: null });
    expect((await stepsOf(ada, chat, NO_STANDING))[0]?.chat.mutedUntil).toBe(FOR_EVER);

    const until = new Date(Date.now() + 3_600_000).toISOString();
    expect(await ada.does('PUT', `${path}/mute`, { until })).toMatchObject({ mutedUntil: until, mine: 2 });
    expect((await ada.chats())[0]?.mutedUntil).toBe(until);
    for (const gone of [new Date(Date.now() - 1000).toISOString(), 'soon', 'infinity', '2999-01-01', 7]) {
      const refused = await ada.call('PUT', `${path}/mute`, { until: gone });
      expect(refused).toMatchObject({ status: 400, body: { code: 'request.invalid', details: [{ field: 'until' }] } });
    }
    await server().sql(
      `update participants set muted_until = now() - interval '1 second' where muted_until is not null`,
    );
    expect(await ada.chat(chat)).toMatchObject({ mutedUntil: null });
    expect(await ada.does('DELETE', `${path}/mute`)).toMatchObject({ mutedUntil: null, mine: 2 });
    await ada.does('PUT', `${path}/mute`);
    expect(await ada.does('DELETE', `${path}/mute`)).toMatchObject({ mutedUntil: null, mine: 4 });
    expect(await mine()).toBe(4);
    await allReceived(ben, chat, ben.socket, phone.socket);
    expect(phone.socket?.all('chat.muted').map((push) => push.mine)).toEqual([1, 2, 3, 4]);
    expect(ben.socket?.all('chat.muted')).toEqual([]);
  });
});

describe('the archive', () => {
  it('releases a chat when a message is sent in it, unless the chat is muted', async () => {
    const { ada, ben, chat, path, mine } = await adaAndBenTalk();
    await ben.says(chat, 'one');
    const away = await ada.does<ArchiveView>('PUT', `${path}/archive`);
    expect(away).toMatchObject({ archived: true, archivedSeq: 1, mine: 1 });
    expect(await ada.does('PUT', `${path}/archive`)).toEqual(away);
    expect(await ada.chats('?archived=true')).toHaveLength(1);

    await ben.says(chat, 'two');
    expect(await ada.chat(chat)).toMatchObject({ archived: false, archivedSeq: 1 });
    expect(await ada.chats('?archived=true')).toEqual([]);
    expect(await mine()).toBe(1);
    expect(await ada.does('PUT', `${path}/mute`)).toMatchObject({ archived: false, archivedSeq: null });

    expect(await ada.does('POST', `${path}/toggle-archive`)).toMatchObject({ archived: true, archivedSeq: 2, mine: 3 });
    await ben.says(chat, 'three');
    expect(await ada.chat(chat)).toMatchObject({ archived: true, archivedSeq: 2 });
    const back = ada.waitFor('chat.muted');
    expect(await ada.does('DELETE', `${path}/mute`)).toMatchObject({ archived: false, mine: 4 });
    expect(await back).toMatchObject({ archived: false, mutedUntil: null });
    expect(await ada.does('DELETE', `${path}/archive`)).toMatchObject({ archived: false, mine: 4 });
    expect(await ada.does('POST', `${path}/toggle-archive`)).toMatchObject({ archived: true, archivedSeq: 3 });
    expect(await ada.does('POST', `${path}/toggle-archive`)).toMatchObject({ archived: false, archivedSeq: null });
  });

  it('keeps a chat, when a message is sent at the same moment, only if the message came first', async () => {
    const { ada, ben, chat, path } = await adaAndBenTalk();
    for (let round = 0; round < 10; round++) {
      await Promise.all([ada.does('PUT', `${path}/archive`), ben.says(chat, `words ${round}`)]);
      const { archived, archivedSeq, lastSeq } = await ada.chat(chat);
      expect(archived).toBe(archivedSeq === lastSeq);
      await ada.does('DELETE', `${path}/archive`);
    }
  });
});

describe('marking a chat as unread', () => {
  it('lasts until the caller reads the chat or sends a message, and is pushed to nobody else', async () => {
    const { ada, ben, chat, path, mine } = await adaAndBenTalk();
    await ben.says(chat, 'hello');
    await ada.reads(chat, 1);
    const before = await mine();

    const received = ada.waitFor('chat.markedUnread');
    const marked = await ada.does<MarkedUnreadView>('PUT', `${path}/marked-unread`);
    expect(marked).toEqual({ chatId: chat.id, markedUnread: true, lastSeq: 1, mine: before + 1 });
    expect(await received).toEqual(marked);
    expect(await ada.does('PUT', `${path}/marked-unread`)).toEqual(marked);
    expect(await ada.chat(chat)).toMatchObject({ markedUnread: true, unreadCount: 0 });
    expect(await ben.chat(chat)).toMatchObject({ markedUnread: false, readByAllSeq: 1 });

    const read = ada.waitFor('chat.read');
    expect(await ada.reads(chat, 1)).toMatchObject({ lastReadSeq: 1, mine: before + 2 });
    expect(await read).toMatchObject({ mine: before + 2 });
    expect(await ada.reads(chat, 0)).toMatchObject({ mine: before + 2 });
    expect((await ada.chat(chat)).markedUnread).toBe(false);

    await ada.does('PUT', `${path}/marked-unread`);
    await ada.says(chat, 'hello yourself');
    expect((await ada.chat(chat)).markedUnread).toBe(false);
    await ada.does('PUT', `${path}/marked-unread`);
    expect(await ada.does('DELETE', `${path}/marked-unread`)).toMatchObject({ markedUnread: false, mine: before + 5 });
    expect(await ada.does('DELETE', `${path}/marked-unread`)).toMatchObject({ markedUnread: false, mine: before + 5 });
    await allReceived(ada, chat, ada.socket, ben.socket);
    expect(ben.socket?.all('chat.markedUnread')).toEqual([]);
    expect(ben.socket?.all('receipt.read')).toHaveLength(1);
    const eve = await person('eve');
    expect(await eve.call('PUT', `${path}/marked-unread`)).toMatchObject({ status: 404 });
  });
});

describe('a draft', () => {
  it('is stored for all devices of its writer; of two that write at once, one gets 409', async () => {
    const { ada, ben, chat, path } = await adaAndBenTalk();
    const said = await ben.says(chat, 'a question?');
    const phone = await onAnotherDevice(ada);
    await phone.connects();
    const writes = (one: typeof ada, draft: object) => one.call<DraftStateView>('PUT', `${path}/draft`, draft);

    const received = phone.waitFor('draft.changed');
    const first = await writes(ada, { message: 'well', reply: said.id, version: 0 });
    const draft = { message: 'well', reply: said.id, version: 1 };
    expect(first.body.data).toMatchObject({ chatId: chat.id, draft, draftVersion: 1, mine: 1 });
    expect(await received).toEqual(first.body.data);
    expect((await writes(ada, { message: 'well', reply: said.id, version: 0 })).body.data).toEqual(first.body.data);
    expect(await ada.chat(chat)).toMatchObject({ draft, draftVersion: 1 });
    expect(await ben.chat(chat)).toMatchObject({ draft: null, draftVersion: 0 });

    expect(await writes(phone, { message: 'hm', version: 0 })).toMatchObject({
      status: 409,
      body: { code: 'draft.conflict', params: { version: 1 } },
    });
    const both = await Promise.all([
      writes(ada, { message: 'from ada', version: 1 }),
      writes(phone, { message: 'from her phone', version: 1 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const kept = both.find(({ status }) => status === 200);
    expect(await ada.does('GET', `${path}/draft`)).toEqual(kept?.body.data);

    expect(await ada.call('DELETE', `${path}/draft?version=1`)).toMatchObject({ status: 409 });
    expect(await ada.does('DELETE', `${path}/draft?version=2`)).toMatchObject({
      draft: null,
      draftVersion: 3,
      mine: 3,
    });
    expect(await ada.does('DELETE', `${path}/draft?version=2`)).toMatchObject({
      draft: null,
      draftVersion: 3,
      mine: 3,
    });
    expect((await writes(ada, { message: '', version: 3 })).body.data).toMatchObject({ draftVersion: 3, mine: 3 });
    expect((await stepsOf(ada, chat, NO_STANDING))[0]?.chat).toMatchObject({ draft: null, draftVersion: 3 });
    await allReceived(ben, chat, ben.socket, phone.socket);
    expect(phone.socket?.all('draft.changed').map((push) => push.draftVersion)).toEqual([1, 2, 3]);
    expect(ben.socket?.all('draft.changed')).toEqual([]);
  });

  it('may reply only to a message of its chat, and is at most as long as a message', async () => {
    const { ada, ben, chat, path } = await adaAndBenTalk();
    const elsewhere = await ben.says(await ben.opensGroup('Elsewhere', ada), 'hello there');
    const writes = (draft: object) => ada.call('PUT', `${path}/draft`, { version: 0, ...draft });

    for (const reply of [elsewhere.id, chat.id]) {
      expect(await writes({ message: 'x', reply })).toMatchObject({ body: { code: 'message.reply_not_found' } });
    }
    for (const bad of [{ message: 'x'.repeat(4001) }, {}, { message: 'x', version: -1 }, { message: 'a\u0000' }]) {
      expect(await writes(bad)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    }
    expect(await writes({ message: 'x'.repeat(4000), reply: null })).toMatchObject({ status: 200 });
    expect(await ada.call('DELETE', `${path}/draft`)).toMatchObject({ status: 400 });
  });
});
