import { allReceived } from './support/all-received.js';
import { people, person } from './support/people.js';
import { server, useServer } from './support/server.js';
import { revsReceived, numberedEvents } from './support/numbered-events.js';

useServer();

describe('a reaction', () => {
  it("is counted once for each person and emoji, numbered and pushed, and one's own is marked", async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const chat = await ada.opensGroup('Three', ben, cleo);
    const said = await ada.says(chat, 'a picture of a cat');
    const participants = new Map(chat.participants.map(({ id, user }) => [user.id, id]));
    const [bens, cleos] = [participants.get(ben.id) ?? '', participants.get(cleo.id) ?? ''];

    const received = cleo.waitFor('reaction.added');
    const answer = await ben.reacts(said, '👍');
    expect(answer).toMatchObject({ id: said.id, seq: 1, rev: 2, editedAt: null });
    expect(answer.reactions).toEqual([{ emoji: '👍', count: 1, mine: true, participantIds: [bens] }]);
    const push = { chatId: chat.id, messageId: said.id, participantId: bens, emoji: '👍', count: 1, rev: 2 };
    expect(await received).toEqual(push);

    expect(await ben.reacts(said, '👍')).toEqual(answer);
    await cleo.reacts(said, '❤');
    await cleo.reacts(said, '👍');
    const both = { emoji: '👍', count: 2, participantIds: [bens, cleos].sort() };
    const heart = { emoji: '❤️', count: 1, participantIds: [cleos] };
    const seen = (mine: boolean, hearts: boolean) => [
      { ...heart, mine: hearts },
      { ...both, mine },
    ];
    expect((await ada.sees(chat))[0]?.reactions).toEqual(seen(false, false));
    expect((await ben.chat(chat)).lastMessage?.reactions).toEqual(seen(true, false));
    expect((await cleo.chats())[0]?.lastMessage?.reactions).toEqual(seen(true, true));

    const gone = ada.waitFor('reaction.removed');
    expect((await cleo.unreacts(said, '👍')).reactions).toHaveLength(2);
    expect(await gone).toMatchObject({ participantId: cleos, emoji: '👍', count: 1, rev: 5 });
    await cleo.unreacts(said, '👍');
    await cleo.unreacts(said, '❤️');
    await ben.unreacts(said, '👍');
    expect((await ada.sees(chat))[0]?.reactions).toEqual([]);
    await allReceived(ada, chat, ada.socket, ben.socket, cleo.socket);
    for (const { socket } of [ada, ben, cleo]) expect(revsReceived(socket, chat)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('must be one emoji, on an existing message, by a participant of the chat', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const eve = await person('eve');
    const chat = await ada.opensGroup('Two', ben);
    const said = await ada.says(chat, 'hello');

    for (const emoji of ['x', '👍👍', ':smile:', '%', '../star', '\u0000', '1', 'x'.repeat(500)]) {
      const refused = ben.reacts(said, emoji);
      await expect(refused).rejects.toMatchObject({ code: expect.stringMatching(/^request\.invalid|route/) as string });
    }
    await expect(eve.reacts(said, '👍')).rejects.toMatchObject({ code: 'chat.not_found' });
    await expect(ben.reacts({ ...said, id: chat.id }, '👍')).rejects.toMatchObject({ code: 'message.not_found' });
    expect((await ben.reacts(said, '👨‍👩‍👧')).reactions).toMatchObject([{ emoji: '👨‍👩‍👧', count: 1 }]);
    await ada.deletes(said);
    expect((await ben.sees(chat))[0]?.reactions).toEqual([]);
    await expect(ben.reacts(said, '👍')).rejects.toMatchObject({ code: 'message.deleted' });
    expect(await server().sql('select 1 from reactions')).toEqual([]);
    await ben.leaves(chat);
    await expect(ben.unreacts(said, '👨‍👩‍👧')).rejects.toMatchObject({ code: 'chat.not_found' });
  });

  it('is the same with and without variation selectors, also when it is removed', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const said = await ada.says(chat, 'hello');
    const [rainbow, bare] = ['🏳️‍🌈', '\u{1f3f3}\u200d\u{1f308}'];

    const received = ada.waitFor('reaction.added');
    expect((await ada.reacts(said, bare)).reactions).toMatchObject([{ emoji: rainbow, count: 1 }]);
    expect(await received).toMatchObject({ emoji: rainbow });
    expect((await ben.reacts(said, rainbow)).reactions).toMatchObject([{ emoji: rainbow, count: 2 }]);
    expect((await ada.reacts(said, rainbow)).reactions).toMatchObject([{ emoji: rainbow, count: 2 }]);
    expect((await ben.unreacts(said, bare)).reactions).toMatchObject([{ emoji: rainbow, count: 1 }]);
    expect((await ada.unreacts(said, bare)).reactions).toEqual([]);
    for (const emoji of ['1\u20e3', '👍\ufe0f', '🕵🏽‍♀', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👩‍❤‍💋‍👩', '🫩']) await ben.reacts(said, emoji);
    const seen = (await ada.sees(chat))[0]?.reactions.map(({ emoji }) => emoji);
    expect(new Set(seen)).toEqual(new Set(['1️⃣', '👍', '🕵🏽‍♀️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👩‍❤️‍💋‍👩', '🫩']));
  });

  it('is one of at most fifty different emoji on a message', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const said = await ada.says(chat, 'hello');
    const faces = Array.from({ length: 51 }, (_, n) => String.fromCodePoint(0x1f600 + n));
    const outcomes = await Promise.allSettled(faces.map((face) => ada.reacts(said, face)));
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused).toMatchObject([{ code: 'reaction.too_many' }]);
    const [first] = await ben.sees(chat);
    expect(first?.reactions).toHaveLength(50);
    expect((await ben.reacts(said, first?.reactions[0]?.emoji ?? '')).reactions[0]).toMatchObject({
      count: 2,
      mine: true,
    });
  });
});

describe('many reactions at once', () => {
  it('are each counted and numbered, together with messages that are sent at the same time', async () => {
    const { ada, ben, ...others } = await people('ada', 'ben', 'cleo', 'dora', 'eli', 'finn', 'gwen', 'hal');
    const crowd = [ben, ...Object.values(others)];
    const chat = await ada.opensGroup('All', ...crowd);
    const said = await ada.says(chat, 'everybody!');
    await Promise.all([
      ...crowd.flatMap((one) => ['👍', '👍', '🎉'].map((emoji) => one.reacts(said, emoji))),
      ...Array.from({ length: 10 }, (_, n) => ada.says(chat, `meanwhile ${n}`)),
      ben.unreacts(said, '👍').then(() => ben.reacts(said, '👍')),
    ]);
    await allReceived(ada, chat, ada.socket, ben.socket);
    const [seen] = await ada.sees(chat, `?after=0&limit=1`);
    expect(seen?.reactions.map(({ emoji, count }) => [emoji, count])).toEqual([
      ['🎉', crowd.length],
      ['👍', crowd.length],
    ]);
    const { lastRev } = await ada.chat(chat);
    const all = Array.from({ length: lastRev }, (_, n) => n + 1);
    for (const { socket } of [ada, ben]) expect(revsReceived(socket, chat)).toEqual(all);
    const counts = new Map<string, number>();
    for (const { event, payload } of ada.socket?.received ?? []) {
      if (!event.startsWith('reaction.')) continue;
      const { emoji, count } = payload as { emoji: string; count: number };
      counts.set(emoji, count);
    }
    expect([...counts.values()]).toEqual([crowd.length, crowd.length]);
    expect(numberedEvents(ada.socket, chat).filter(([, event]) => event === 'message.created')).toHaveLength(12);
  });
});
