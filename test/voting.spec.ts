import type { MessageView } from '../src/contract/views/message.view.js';
import type { SyncStepView } from '../src/contract/views/sync.view.js';
import { digestOf, NO_STANDING, stepsOf, syncs } from './support/sync-calls.js';
import { allReceived } from './support/all-received.js';
import { onAnotherDevice, person } from './support/people.js';
import type { Person } from './support/person.js';
import { counts, group, idsOf, type Of, pathOf, pollOf, votes } from './support/polls.js';
import { server, useServer } from './support/server.js';
import { revsReceived } from './support/numbered-events.js';

useServer();

describe('a vote', () => {
  it('is counted with its voter, is pushed to everybody with a rev, and shows each reader their own choice', async () => {
    const { ada, ben, cleo, chat, asked, bens, cleos } = await group();
    const whole = { multiple: false, anonymous: false, voters: 0, closesAt: null, closed: false };
    expect(asked).toMatchObject({
      kind: 'poll',
      message: 'When do we sail?',
      attachments: [{ kind: 'poll', ...whole }],
    });
    const [monday] = pollOf(asked).options;
    expect(monday).toEqual({ id: monday?.id, text: 'Monday', count: 0, mine: false, participantIds: [] });
    expect((await ben.sees(chat))[0]).toEqual(asked);

    const held = (await digestOf(cleo, chat)) ?? NO_STANDING;
    const received = cleo.waitFor('message.updated');
    const answer = await votes(ben, asked, 'Monday');
    const option = { id: monday?.id, text: 'Monday', count: 1, participantIds: [bens] };
    expect(answer).toMatchObject({ id: asked.id, rev: 2, editedAt: null });
    expect(pollOf(answer)).toMatchObject({ voters: 1, options: [{ ...option, mine: true }, { mine: false }, {}] });
    expect(pollOf(await received).options[0]).toEqual(option);
    expect(await votes(ben, asked, 'Monday')).toEqual(answer);

    expect(counts(await votes(cleo, asked, 'Tuesday'))).toEqual([1, 1, 0]);
    expect(counts(await votes(ben, asked, 'Tuesday'))).toEqual([0, 2, 0]);
    const [seen] = await ada.sees(chat);
    expect(pollOf(seen as MessageView).options[1]).toMatchObject({ mine: false, participantIds: [bens, cleos].sort() });
    expect((await ben.chats())[0]?.lastMessage).toEqual((await ben.sees(chat))[0]);
    expect((await ben.chat(chat)).lastMessage).toEqual((await ben.sees(chat))[0]);
    const [step] = (await stepsOf(cleo, chat, held)) as [SyncStepView];
    expect(step.changed).toEqual(await cleo.sees(chat));
    expect(step.voted).toEqual([{ messageId: asked.id, options: idsOf(asked, ['Tuesday']) }]);

    expect(pollOf(await votes(ben, asked))).toMatchObject({ voters: 1, options: [{}, { count: 1, mine: false }, {}] });
    await votes(ben, asked);
    await allReceived(ada, chat, cleo.socket);
    expect(revsReceived(cleo.socket, chat)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const push of cleo.socket?.all('message.updated') ?? []) {
      for (const one of pollOf(push).options) expect(one).not.toHaveProperty('mine');
    }
  });

  it("is pushed as `poll.voted` to the voter's own devices, and to nobody else", async () => {
    const { ada, ben, chat, asked } = await group({ multiple: true, anonymous: true });
    const tablet = await (await onAnotherDevice(ben)).connects();
    const mine = (await digestOf(ben, chat))?.[2] ?? 0;
    const received = tablet.waitFor('poll.voted');
    await votes(ben, asked, 'Monday', 'never');
    const options = idsOf(asked, ['Monday', 'never']);
    expect(await received).toEqual({ chatId: chat.id, messageId: asked.id, options, mine: mine + 1 });
    await votes(ben, asked, 'never', 'Monday');
    expect((await digestOf(ben, chat))?.[2]).toBe(mine + 1);
    const answer = await syncs(ben, { [chat.id]: [1, 2, mine, 1] });
    expect(answer.chats?.[chat.id]?.voted).toMatchObject([{ messageId: asked.id }]);
    await allReceived(ada, chat, ada.socket, tablet);
    expect([ada.socket?.all('poll.voted'), tablet.all('poll.voted').length]).toEqual([[], 1]);
  });

  it('may choose only options of its poll, each once, and only a participant of the chat can vote', async () => {
    const { ada, ben, cleo, chat, asked } = await group();
    const eve = await person('eve');
    const several = await ada.says(chat, 'And?', { poll: { options: ['a', 'b'], multiple: true } });
    const text = await ada.says(chat, 'just words');
    const [a = '', b = ''] = idsOf(several, ['a', 'b']);
    const refused = async (who: Person, what: Of, options: unknown) =>
      (await who.call('PUT', `${pathOf(what)}/vote`, { options })).body.code;

    expect(await refused(ben, asked, idsOf(asked, ['Monday', 'never']))).toBe('request.invalid');
    for (const options of [undefined, 'x', ['x'], [a, a], [a, null], 5, {}]) {
      expect(await refused(ben, several, options)).toBe('request.invalid');
    }
    expect(await refused(ben, asked, [a])).toBe('poll.option_not_found');
    expect(await refused(ben, text, [])).toBe('poll.not_found');
    expect(await refused(ben, { ...asked, id: chat.id }, [])).toBe('message.not_found');
    expect(await refused(eve, asked, [])).toBe('chat.not_found');
    expect(counts(await votes(ben, several, 'a', 'b'))).toEqual([1, 1]);
    expect(pollOf(await votes(cleo, several, 'b'))).toMatchObject({ voters: 2 });
    const form = new URLSearchParams({ options: JSON.stringify([a.toUpperCase()]) });
    expect(counts(await ben.does('PUT', `${pathOf(several)}/vote`, form))).toEqual([1, 1]);
    expect(counts(await ben.does('PUT', `${pathOf(several)}/vote`, new URLSearchParams({ options: b })))).toEqual([
      0, 2,
    ]);
    await ben.leaves(chat);
    expect(await refused(ben, several, [a])).toBe('chat.not_found');
    expect(counts((await ada.sees(chat)).find(({ id }) => id === several.id) as MessageView)).toEqual([0, 2]);
    await cleo.deletes(several, 'me');
    expect(await refused(cleo, several, [a])).toBe('message.deleted');
  });
});

describe('an anonymous poll', () => {
  it('shows nobody who chose what, in all views and pushes', async () => {
    const { ada, ben, cleo, chat, asked, bens } = await group({ anonymous: true });
    const held = (await digestOf(ada, chat)) ?? NO_STANDING;
    await votes(cleo, asked, 'Tuesday');
    const answer = await votes(ben, asked, 'Monday');
    expect(pollOf(answer)).toMatchObject({ anonymous: true, voters: 2 });
    expect(pollOf(answer).options.map(({ mine, count }) => [mine, count])).toEqual([
      [true, 1],
      [false, 1],
      [false, 0],
    ]);

    await allReceived(ada, chat, ada.socket);
    const pushed = ada.socket?.all('message.updated') ?? [];
    const [step] = await stepsOf(ada, chat, held);
    const views = [pushed, step?.changed, await ada.sees(chat), (await ada.chat(chat)).lastMessage];
    const one = await ada.does<MessageView>('GET', pathOf(asked));
    const found = await ada.does<MessageView[]>('GET', `/api/chats/${chat.id}/search-messages?q=sail`);
    expect(pushed).toHaveLength(2);
    for (const seen of [...pushed, ...(step?.changed ?? []), ...found, one]) {
      for (const option of pollOf(seen).options) expect(option.participantIds).toEqual([]);
      expect(pollOf(seen).options.map(({ text }) => text)).toEqual(['Monday', 'Tuesday', 'never']);
    }
    expect(JSON.stringify([views, one, found])).not.toContain(bens);
    expect(await server().sql('select actor_id from changes where actor_id is not null')).toEqual([]);
  });
});

describe('many votes at once', () => {
  it('are each counted, also when repeated; those that are stored together are one numbered change', async () => {
    const { ada, chat, asked } = await group();
    const names = Array.from({ length: 20 }, (_, n) => `voter ${n}`);
    const voters = await Promise.all(names.map(person));
    await ada.adds(chat, ...voters);
    const { lastRev: rev } = await ada.chat(chat);
    const days = ['Monday', 'Tuesday', 'never'];
    const choose = (who: Person, n: number) => votes(who, asked, days[n % 3] as string);
    const sees = async () => (await ada.sees(chat, '?around=1&limit=1')) as [MessageView];

    await Promise.all(voters.map(choose));
    const [seen] = await sees();
    expect([pollOf(seen).voters, counts(seen)]).toEqual([20, [7, 7, 6]]);
    expect(seen.rev).toBeLessThan(rev + 20);
    const again = await Promise.all(voters.flatMap((who, n) => [choose(who, n), choose(who, n)]));
    expect(new Set(again.map((answer) => answer.rev))).toEqual(new Set([seen.rev]));
    const answers = await Promise.all(voters.map((who, n) => choose(who, n + 1)));
    answers.forEach((answer, n) =>
      expect(
        pollOf(answer)
          .options.map(({ mine }) => mine)
          .indexOf(true),
      ).toBe((n + 1) % 3),
    );
    const [later] = await sees();
    expect([pollOf(later).voters, counts(later)]).toEqual([20, [6, 7, 7]]);

    await allReceived(ada, chat, ada.socket);
    const { lastRev } = await ada.chat(chat);
    expect(revsReceived(ada.socket, chat)).toEqual(Array.from({ length: lastRev }, (_, n) => n + 1));
    const last = ada.socket?.all('message.updated').at(-1);
    expect(last && counts(last)).toEqual([6, 7, 7]);
  });
});
