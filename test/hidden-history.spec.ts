import type { MessageView } from '../src/contract/views/message.view.js';
import { NO_STANDING, stepsOf } from './support/sync-calls.js';
import { allReceived } from './support/all-received.js';
import { upload } from './support/files.js';
import { people } from './support/people.js';
import type { Person } from './support/person.js';
import { Replica } from './support/replica.js';
import { participantIdOf } from './support/participant-ids.js';
import { useServer } from './support/server.js';
import { revsReceived } from './support/numbered-events.js';
import { expectState, serverState } from './support/expected-state.js';

useServer();

/** A group in which Ada has sent messages and then hidden the history. Ben was in it before, Cleo has joined afterwards. */
async function aGroupWithHiddenHistory() {
  const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
  const chat = await ada.opensGroup('Boats', ben);
  const file = await upload(ada);
  const secret = await ada.says(chat, 'a secret');
  const picture = await ada.does<MessageView>('POST', `/api/chats/${chat.id}/media-messages`, {
    message: 'a picture',
    media: { id: file.id },
  });
  await ada.sets(chat, { historyHidden: true });
  const link = await ada.makesLink(chat);
  await cleo.joins(link);
  return { ada, ben, cleo, chat, file, secret, picture, link };
}

const textsOf = (messages: MessageView[]) => messages.map(({ message, system }) => system?.event ?? message);
const hiddenMessage = {
  message: '',
  media: [],
  reply: null,
  reactions: [],
  system: null,
  deletedAt: expect.any(String) as string,
};

describe('somebody who joins a group that hides its history', () => {
  it('sees tombstones of earlier messages in every call, and all later messages', async () => {
    const { ada, ben, cleo, chat, file, secret, picture } = await aGroupWithHiddenHistory();
    const path = `/api/chats/${chat.id}/messages`;

    const page = await cleo.sees(chat);
    expect(textsOf(page)).toEqual(['people.joined', '', '', '']);
    for (const one of page.slice(1)) expect(one).toMatchObject(hiddenMessage);
    expect(await cleo.does('GET', `${path}/${secret.id}`)).toMatchObject(hiddenMessage);
    expect(await cleo.does('GET', `${path}/${secret.id}/versions`)).toEqual([]);
    expect(await cleo.does('GET', `/api/chats/${chat.id}/search-messages?q=secret`)).toEqual([]);
    expect(await cleo.does('PUT', `${path}/${secret.id}/star`)).toMatchObject(hiddenMessage);
    expect(await cleo.call('GET', `/api/media/${file.id}`)).toMatchObject({ status: 404 });
    const [step] = await stepsOf(cleo, chat, NO_STANDING);
    expect(textsOf(step?.messages ?? [])).toEqual(['', '', '', 'people.joined']);
    expect(await cleo.chat(chat)).toMatchObject({ historyHidden: true, unreadCount: 0, lastSeq: 4 });

    const answer = await ada.says(chat, 'as I said', { reply: picture.id });
    const hiddenReply = { id: picture.id, message: '', media: [], deletedAt: expect.any(String) as string };
    expect(answer.reply).toMatchObject({ message: 'a picture' });
    expect(await cleo.does('GET', `${path}/${answer.id}`)).toMatchObject({ message: 'as I said', reply: hiddenReply });
    expect((await cleo.chat(chat)).lastMessage).toMatchObject({ message: 'as I said', reply: hiddenReply });
    expect((await cleo.chats())[0]?.lastMessage?.reply).toMatchObject(hiddenReply);
    expect(textsOf(await ben.sees(chat))).toEqual([
      'as I said',
      'people.joined',
      'history.changed',
      'a picture',
      'a secret',
    ]);
    expect((await ben.chat(chat)).lastMessage?.reply).toMatchObject({ message: 'a picture' });
    // The group shows its history only to people who join after this change.
    await ada.sets(chat, { historyHidden: false });
    expect(await cleo.does('GET', `${path}/${secret.id}`)).toMatchObject(hiddenMessage);
  });

  it('receives later changes of earlier messages as tombstones, with the same revs, on every device', async () => {
    const { ada, ben, cleo, chat, secret, picture } = await aGroupWithHiddenHistory();
    const later = await cleo.connects();
    const { lastRev } = await ada.chat(chat);

    await ada.edits(secret, 'another secret');
    await ben.reacts(secret, '👍');
    await ben.unreacts(secret, '👍');
    const answer = await ada.says(chat, 'as I said', { reply: secret.id });
    await ada.edits(answer, 'as I said before');
    await ben.reacts(answer, '🎉');
    await ada.deletes(picture);
    await allReceived(ada, chat, ben.socket, cleo.socket, later);

    for (const socket of [cleo.socket, later]) {
      const received = (socket?.received ?? []).filter(
        ({ payload }) => ((payload as { rev?: number }).rev ?? 0) > lastRev,
      );
      expect(received.map(({ event }) => event)).toEqual([
        'message.updated',
        'message.updated',
        'message.updated',
        'message.created',
        'message.updated',
        'reaction.added',
        'message.deleted',
        'message.created',
      ]);
      expect(received.slice(0, 3).map(({ payload }) => payload)).toMatchObject([
        hiddenMessage,
        hiddenMessage,
        hiddenMessage,
      ]);
      expect(received[3]?.payload).toMatchObject({ message: 'as I said', reply: { message: '' } });
      expect(received[4]?.payload).toMatchObject({ message: 'as I said before', reply: { message: '' } });
      expect(JSON.stringify(received)).not.toContain('secret');
      expect(JSON.stringify(received)).not.toContain('👍');
      expect(received.map(({ payload }) => (payload as { rev: number }).rev)).toEqual(
        received.map((_, place) => lastRev + 1 + place),
      );
    }
    expect(ben.socket?.all('message.updated')[0]).toMatchObject({ message: 'another secret' });
    expect(ben.socket?.all('reaction.added')[0]).toMatchObject({ emoji: '👍' });
    expect(ben.socket?.all('message.created').at(-2)).toMatchObject({ reply: { message: 'another secret' } });
    expect(new Set(revsReceived(ben.socket, chat)).size).toBe(lastRev + 8);
  });

  it('cannot reply to, react to or edit messages from before they joined', async () => {
    const { ada, ben, cleo, chat, secret } = await aGroupWithHiddenHistory();
    await expect(cleo.says(chat, 'what?', { reply: secret.id })).rejects.toMatchObject({
      code: 'message.reply_not_found',
    });
    await expect(cleo.reacts(secret, '👍')).rejects.toMatchObject({ httpStatus: 409, code: 'message.deleted' });
    expect(await ben.says(chat, 'what?', { reply: secret.id })).toMatchObject({ reply: { message: 'a secret' } });
    expect((await ben.reacts(secret, '👍')).reactions).toHaveLength(1);
    const own = await cleo.says(chat, 'mine');
    expect(await cleo.edits(own, 'all mine')).toMatchObject({ message: 'all mine' });
    await cleo.leaves(chat);
    await ada.adds(chat, cleo);
    await expect(cleo.edits(own, 'still mine')).rejects.toMatchObject({ code: 'message.deleted' });
    expect(await cleo.does('GET', `/api/chats/${chat.id}/messages/${own.id}`)).toMatchObject(hiddenMessage);
  });

  it('sees all messages if they rejoin while the history is visible, and none if they rejoin while it is hidden', async () => {
    const { ada, cleo, chat, link, file } = await aGroupWithHiddenHistory();
    await cleo.leaves(chat);
    await ada.sets(chat, { historyHidden: false });
    await cleo.joins(link);
    expect(textsOf(await cleo.sees(chat, '?limit=100')).at(-1)).toBe('a secret');
    expect(await cleo.call('GET', `/api/media/${file.id}`)).toMatchObject({ status: 200 });
    await ada.removes(chat, { id: participantIdOf(await ada.chat(chat), cleo) });
    await ada.sets(chat, { historyHidden: true });
    await ada.adds(chat, cleo);
    expect(textsOf(await cleo.sees(chat, '?limit=100'))).toEqual(['people.added', ...Array<string>(9).fill('')]);
  });

  it('has the state of the server in each client, also in one that was offline while they left and rejoined', async () => {
    const { ada, ben, cleo, chat, secret, link } = await aGroupWithHiddenHistory();
    const [listens, away] = [new Replica(cleo), new Replica(cleo)];
    const settled = async () => {
      for (const replica of [listens, away]) await expectState(replica, await serverState(cleo));
    };
    const happens = async (who: Person) => {
      await who.edits(secret, `a secret of ${Math.random()}`).catch(() => undefined);
      await ben.reacts(secret, '👍');
      await ben.says(chat, 'you know', { reply: secret.id });
      await ben.unreacts(secret, '👍');
    };
    for (const replica of [listens, away]) await replica.connects();
    await happens(ada);
    await settled();

    for (const historyHidden of [false, true, false]) {
      away.cut();
      await ada.sets(chat, { historyHidden });
      await cleo.leaves(chat);
      await happens(ada);
      await cleo.joins(link);
      await happens(ada);
      await away.connects();
      await happens(ada);
      await settled();
    }
    for (const replica of [listens, away]) replica.cut();
  });
});
