import type { MessageView } from '../src/contract/views/message.view.js';
import { NO_STANDING, stepsOf } from './support/sync-calls.js';
import { people } from './support/people.js';
import { closes, group, pathOf, pollOf, votes } from './support/polls.js';
import { server, useServer } from './support/server.js';

useServer();

describe('a poll', () => {
  it('has two to twelve different options, and may have no question', async () => {
    const { ada, chat } = await group();
    const ask = (poll: unknown, message = 'Well?') =>
      ada.call<MessageView>('POST', `/api/chats/${chat.id}/messages`, { message, poll });
    const wrong: unknown[] = [
      ...[['a'], ['a', 'a'], ['a', ''], ['a', 5], Array.from({ length: 13 }, (_, n) => `${n}`)].map((options) => ({
        options,
      })),
      ...[{}, [], 'x', 5, [{ options: ['a', 'b'] }], '{"options":["a"]}'],
      ...['soon', 5, '2026-13-01T00:00:00Z', '2020-01-01T00:00:00Z'].map((closesAt) => ({
        options: ['a', 'b'],
        closesAt,
      })),
      ...['true', 1, []].map((multiple) => ({ options: ['a', 'b'], multiple })),
    ];
    for (const poll of wrong) {
      const answer = await ask(poll);
      expect([poll, answer.status, answer.body.code]).toEqual([poll, 400, 'request.invalid']);
    }
    expect(await ask({ options: ['a', 'b'] }, '')).toMatchObject({ status: 201, body: { data: { message: '' } } });
    const form = new URLSearchParams({
      message: 'Well?',
      poll: JSON.stringify({ options: ['a', 'b'], multiple: true }),
    });
    const asked = await ada.does<MessageView>('POST', `/api/chats/${chat.id}/messages`, form);
    expect(pollOf(asked)).toMatchObject({ multiple: true, options: [{ text: 'a' }, { text: 'b' }] });
    const again = await ada.says(chat, 'Well?', { id: asked.id, poll: { options: ['a', 'b'], multiple: true } });
    expect(again).toEqual(asked);
    await expect(ada.says(chat, 'Well?', { id: asked.id, poll: { options: ['a', 'b'] } })).rejects.toMatchObject({
      code: 'message.id_taken',
    });
    expect(await ada.edits(asked, '')).toMatchObject({ message: '', attachments: asked.attachments });
    expect(await ada.edits(asked, 'Well, then?')).toMatchObject({ kind: 'poll', attachments: asked.attachments });
  });

  it('is closed by its author, by the owner or an admin of the group, or when its time has come', async () => {
    const { ada, ben, cleo, chat, asked, cleos } = await group();
    const bens = await ben.says(chat, 'Now?', { poll: { options: ['yes', 'no'] } });
    await votes(ben, asked, 'Monday');
    await expect(closes(ben, asked)).rejects.toMatchObject({ code: 'message.not_yours' });
    const received = cleo.waitFor('message.updated', ({ id }) => id === asked.id);
    const closed = await closes(ada, asked);
    expect(pollOf(closed)).toMatchObject({ closed: true, voters: 1 });
    expect(pollOf(await received)).toMatchObject({ closed: true, voters: 1 });
    expect(await closes(ada, asked)).toEqual(closed);
    for (const texts of [['Tuesday'], ['Monday'], []]) {
      await expect(votes(ben, asked, ...texts)).rejects.toMatchObject({ code: 'poll.closed' });
    }
    expect(pollOf(await closes(ada, bens))).toMatchObject({ closed: true });
    const again = await ben.says(chat, 'And now?', { poll: { options: ['yes', 'no'] } });
    await expect(closes(cleo, again)).rejects.toMatchObject({ code: 'message.not_yours' });
    await ada.changesRole(chat, { id: cleos }, 'admin');
    expect(pollOf(await closes(cleo, again))).toMatchObject({ closed: true });

    const closesAt = new Date(Date.now() + 60_000).toISOString();
    const timed = await ben.says(chat, 'By then?', { poll: { options: ['yes', 'no'], closesAt } });
    expect(pollOf(await votes(ben, timed, 'yes'))).toMatchObject({ closesAt, closed: false });
    const past = new Date(Date.now() - 1000).toISOString();
    await server().sql(`update messages set extras = jsonb_set(extras, '{poll,closesAt}', $2) where id = $1`, [
      timed.id,
      JSON.stringify(past),
    ]);
    await expect(votes(cleo, timed, 'no')).rejects.toMatchObject({ code: 'poll.closed' });
    const { rev } = (await cleo.sees(chat))[0] as MessageView;
    expect(pollOf(await closes(ben, timed))).toMatchObject({ closed: true, options: [{ count: 1 }, { count: 0 }] });
    expect((await cleo.chat(chat)).lastMessage).toMatchObject({ rev, attachments: [{ closed: true }] });
    await expect(closes(ben, await ben.says(chat, 'text'))).rejects.toMatchObject({ code: 'poll.not_found' });
  });

  it('cannot be voted on, closed or pinned when one of the two people has blocked the other', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const asked = await ada.says(chat, 'Friends?', { poll: { options: ['yes', 'no'] } });
    await votes(ben, asked, 'yes');
    await ben.does('PUT', `/api/users/${ada.id}/block`);
    await expect(votes(ben, asked, 'no')).rejects.toMatchObject({ code: 'chat.blocked' });
    await expect(closes(ada, asked)).rejects.toMatchObject({ code: 'chat.blocked' });
    await expect(ada.does('PUT', `${pathOf(asked)}/pin`)).rejects.toMatchObject({ code: 'chat.blocked' });
    expect(await ada.sees(chat)).toMatchObject([{ pinnedAt: null, attachments: [{ voters: 1, closed: false }] }]);
  });

  it('loses its votes when it is deleted, and keeps the votes of a person who has left', async () => {
    const { ada, ben, cleo, chat, asked, bens } = await group();
    await votes(ben, asked, 'Monday');
    await votes(cleo, asked, 'Monday');
    await ben.leaves(chat);
    const [seen] = (await cleo.sees(chat, '?after=0&limit=1')) as [MessageView];
    expect(pollOf(seen)).toMatchObject({ voters: 2, options: [{ count: 2 }, {}, {}] });
    expect(pollOf(seen).options[0]?.participantIds).toContain(bens);
    await ada.adds(chat, ben);
    expect(pollOf(await votes(ben, asked, 'never'))).toMatchObject({
      voters: 2,
      options: [{ count: 1 }, {}, { count: 1 }],
    });

    const gone = await ada.deletes(asked);
    expect(gone).toMatchObject({ kind: 'poll', message: '', attachments: [] });
    expect(await server().sql('select 1 from votes')).toEqual([]);
    expect((await ben.sees(chat)).at(-1)).toEqual(gone);
    await expect(votes(ben, asked, 'never')).rejects.toMatchObject({ code: 'message.deleted' });
    await expect(closes(ada, asked)).rejects.toMatchObject({ code: 'message.deleted' });
    expect((await stepsOf(ben, chat, NO_STANDING))[0]?.voted).toEqual([]);
  });
});
