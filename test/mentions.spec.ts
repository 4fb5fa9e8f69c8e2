import { uuidv7 } from 'uuidv7';

import type { MessageView } from '../src/contract/views/message.view.js';
import { stepsOf } from './support/sync-calls.js';
import { allReceived } from './support/all-received.js';
import { people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { participantIdOf } from './support/participant-ids.js';
import { useServer } from './support/server.js';

useServer();

async function three() {
  const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
  const chat = await ada.opensGroup('Three', ben, cleo);
  const [adas, bens, cleos] = [ada, ben, cleo].map((one) => participantIdOf(chat, one)) as [string, string, string];
  const mentioned = async (one: Person) => (await one.chat(chat)).mentionCount;
  return { ada, ben, cleo, chat, adas, bens, cleos, mentioned };
}

describe('a mention', () => {
  it('names participants of the chat, and counts for each of them until they have read it', async () => {
    const { ada, ben, cleo, chat, bens, cleos, mentioned } = await three();
    const received = ben.waitFor('message.created');
    const said = await ada.says(chat, '@ben, look', { mentions: [bens.toUpperCase()] });
    expect(said).toMatchObject({ mentions: [bens], mentionsAll: false });
    expect(await received).toMatchObject({ id: said.id, mentions: [bens], mentionsAll: false });
    await ada.says(chat, 'nobody in particular');
    await ada.says(chat, 'both', { mentions: [bens, cleos] });

    expect([await mentioned(ada), await mentioned(ben), await mentioned(cleo)]).toEqual([0, 2, 1]);
    expect((await ben.chats())[0]).toMatchObject({ mentionCount: 2, unreadCount: 3 });
    await ben.reads(chat, 1);
    expect(await mentioned(ben)).toBe(1);
    await ben.says(chat, 'I saw');
    expect([await mentioned(ben), await mentioned(cleo)]).toEqual([0, 1]);
    const [step] = await stepsOf(cleo, chat, [0, 0, 0, 0]);
    expect(step).toMatchObject({ chat: { mentionCount: 1 }, messages: [{ mentions: [bens] }, {}, {}, {}] });
  });

  it('of everybody is allowed to the owner and the admins of a group, not to its members and not in direct chats', async () => {
    const { ada, ben, cleo, chat, bens, mentioned } = await three();
    await expect(ben.says(chat, '@all', { mentionsAll: true })).rejects.toMatchObject({ code: 'chat.not_admin' });
    const said = await ada.says(chat, '@all', { mentionsAll: true });
    expect(said).toMatchObject({ mentions: [], mentionsAll: true });
    expect([await mentioned(ada), await mentioned(ben), await mentioned(cleo)]).toEqual([0, 1, 1]);
    await ada.changesRole(chat, { id: bens }, 'admin');
    expect(await ben.says(chat, '@all', { mentionsAll: true })).toMatchObject({ mentionsAll: true });
    expect([await mentioned(ada), await mentioned(cleo)]).toEqual([1, 2]);
    await ada.changesRole(chat, { id: bens }, 'member');
    await expect(ben.says(chat, '@all', { mentionsAll: true })).rejects.toMatchObject({ code: 'chat.not_admin' });
    const direct = await ada.opensChatWith(ben);
    await expect(ada.says(direct, '@all', { mentionsAll: true })).rejects.toMatchObject({ code: 'chat.not_admin' });
    await ada.says(direct, '@ben', { mentions: [participantIdOf(direct, ben)] });
    expect(await ben.chat(direct)).toMatchObject({ mentionCount: 1, unreadCount: 1 });
  });

  it('names people who are in the chat, each once, at most a hundred', async () => {
    const { ada, ben, cleo, chat, bens, cleos } = await three();
    const eve = await person('eve');
    const elsewhere = participantIdOf(await ada.opensChatWith(eve), eve);
    await cleo.leaves(chat);
    for (const mentions of [[elsewhere], [uuidv7()], [cleos], [bens, cleos], [ben.id]]) {
      await expect(ada.says(chat, 'you', { mentions })).rejects.toMatchObject({ code: 'participant.not_found' });
    }
    const wrong = [[bens, bens], ['x'], 5, {}, [null], Array.from({ length: 101 }, () => uuidv7())];
    for (const mentions of wrong) {
      const refused = await ada.call('POST', `/api/chats/${chat.id}/messages`, { message: 'you', mentions });
      expect(refused).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    }
    expect(await ada.sees(chat)).toMatchObject([{ kind: 'system' }]);
    expect(await ada.says(chat, 'you', { mentions: [bens] })).toMatchObject({ seq: 2, mentions: [bens] });
  });

  it('must be the same in a retry, and is accepted in forms and over the socket as well', async () => {
    const { ada, ben, cleo, chat, bens, cleos } = await three();
    const path = `/api/chats/${chat.id}/messages`;
    const body = { id: uuidv7(), message: 'you', mentions: [bens] };
    const first = await ada.does<MessageView>('POST', path, body);
    await ben.leaves(chat);
    const again = await ada.call('POST', path, body);
    expect([again.headers.get('idempotent-replayed'), again.body.data]).toEqual(['true', first]);
    for (const other of [{ mentions: [cleos] }, { mentions: [] }, { mentionsAll: true }]) {
      expect(await ada.call('POST', path, { ...body, ...other })).toMatchObject({ body: { code: 'message.id_taken' } });
    }
    const plain = { id: uuidv7(), message: 'plain' };
    await ada.does('POST', path, { ...plain, mentions: [], mentionsAll: false });
    expect((await ada.call('POST', path, plain)).headers.get('idempotent-replayed')).toBe('true');

    for (const mentions of [cleos, JSON.stringify([cleos])]) {
      const form = new URLSearchParams({ message: 'you', mentions, mentionsAll: 'true' });
      expect(await ada.does('POST', path, form)).toMatchObject({ mentions: [cleos], mentionsAll: true });
    }
    const media = { message: '', media: 'https://example.com/a.png', mentions: [cleos] };
    const picture = await ada.does('POST', `/api/chats/${chat.id}/media-messages`, media);
    expect(picture).toMatchObject({ kind: 'media', mentions: [cleos] });
    const ack = await ada.socket?.request('message.send', { chatId: chat.id, message: 'you', mentions: [cleos] });
    expect(ack).toMatchObject({ status: 'success', data: { mentions: [cleos] } });
    const refused = await cleo.socket?.request('message.send', { chatId: chat.id, message: 'all', mentionsAll: true });
    expect(refused).toMatchObject({ status: 'error', code: 'chat.not_admin' });
  });

  it('is added and removed by an edit, and does not count in a deleted message', async () => {
    const { ada, ben, cleo, chat, adas, bens, cleos, mentioned } = await three();
    const said = await ada.says(chat, 'hello');
    const received = ben.waitFor('message.updated');
    const named = await ada.edits(said, 'hello', { mentions: [bens] });
    expect(named).toMatchObject({ rev: 2, mentions: [bens], editedAt: null });
    expect(await received).toMatchObject({ id: said.id, rev: 2, mentions: [bens] });
    expect(await ada.edits(said, 'hello', { mentions: [bens] })).toEqual(named);
    expect(await mentioned(ben)).toBe(1);
    expect(await ada.edits(said, 'hello, ben')).toMatchObject({ mentions: [bens] });
    await ada.edits(said, 'hello, cleo', { mentions: [cleos] });
    expect([await mentioned(ben), await mentioned(cleo)]).toEqual([0, 1]);
    await ada.edits(said, 'hello, all', { mentions: [], mentionsAll: true });
    expect([await mentioned(ben), await mentioned(cleo)]).toEqual([1, 1]);

    await ben.deletes(said, 'me');
    expect([await mentioned(ben), await mentioned(cleo)]).toEqual([0, 1]);
    await ada.deletes(said);
    expect([await mentioned(ben), await mentioned(cleo)]).toEqual([0, 0]);
    expect((await cleo.sees(chat))[0]).toMatchObject({ mentions: [], mentionsAll: false });

    const bensOwn = await ben.says(chat, 'mine');
    await expect(ben.edits(bensOwn, 'mine', { mentionsAll: true })).rejects.toMatchObject({ code: 'chat.not_admin' });
    await expect(ben.edits(bensOwn, 'mine', { mentions: [uuidv7()] })).rejects.toMatchObject({
      code: 'participant.not_found',
    });
    await ben.edits(bensOwn, 'mine', { mentions: [adas, cleos] });
    await cleo.leaves(chat);
    expect(await ben.edits(bensOwn, 'still', { mentions: [adas, cleos] })).toMatchObject({ mentions: [adas, cleos] });
    await allReceived(ada, chat, ben.socket);
    expect(ben.socket?.all('message.updated')).toHaveLength(6);
  });
});
