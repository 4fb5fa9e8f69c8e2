import type { MessageView } from '../src/contract/views/message.view.js';
import type { Ears } from './support/ears.js';
import { allHeard } from './support/fence.js';
import { people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer();

/** Sends the message over REST if `turn` is even, otherwise over the socket. */
function saysSomehow(speaker: Person, chat: { id: string }, message: string, turn: number): Promise<unknown> {
  if (turn % 2 === 0) return speaker.says(chat, message);
  const sent = speaker.ears?.asks('message.send', { chatId: chat.id, message });
  return Promise.resolve(sent).then((answer) => expect(answer).toMatchObject({ status: 'success' }));
}

const revsHeard = (ears: Ears, chat: { id: string }): number[] =>
  ears
    .all('message.created')
    .filter(({ chatId }) => chatId === chat.id)
    .map(({ rev }) => rev);

const upTo = (last: number, first = 1): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

function shared({ starred, ...message }: MessageView): object {
  expect(starred).toBe(false);
  return message;
}

describe('a message', () => {
  it('reaches every socket of every participant as REST shows it, without the field that depends on the reader', async () => {
    const { ada, ben, cleo, eve } = await people('ada', 'ben', 'cleo', 'eve');
    const chat = await ada.opensGroup('Boats', ben, cleo);
    const all = [ada.ears, ben.ears, cleo.ears, await ben.connects({ transports: ['polling'] })] as Ears[];

    const first = await ada.says(chat, 'which one?');
    await allHeard(ada, chat, ...all);
    const [chatId, reply] = [chat.id, first.id];
    const link = 'https://example.com/boat.png';
    const heard = all.map((ears) => ears.hears('message.created', ({ kind }) => kind === 'media'));
    const ack = await ben.ears?.asks('message.send', { chatId, message: 'this one', reply, media: link });

    const [newest] = await cleo.sees(chat);
    for (const payload of await Promise.all(heard)) expect(payload).toEqual(shared(newest as MessageView));
    expect(newest).toMatchObject({ reply: { id: first.id }, media: [{ url: link }], reactions: [] });
    expect(ack).toEqual({ status: 'success', data: newest });
    expect(all.map((ears) => ears.all('message.created')[0])).toEqual(all.map(() => shared(first)));
    expect(eve.ears?.all('message.created')).toEqual([]);
  });

  it('arrives once and in the order of `rev`, without gaps, when five people send at once', async () => {
    const all = Object.values(await people('ada', 'ben', 'cleo', 'dora', 'eli'));
    const [ada, ...others] = all as [Person, ...Person[]];
    const chat = await ada.opensGroup('Everybody', ...others);
    const ears = [...all.map((one) => one.ears as Ears), ...(await Promise.all(all.map((one) => one.connects())))];

    const done = ears.map((each) => each.hears('message.created', ({ rev }) => rev === 200));
    await Promise.all(
      all.flatMap((one) => upTo(40).map((turn) => saysSomehow(one, chat, `${one.name} ${turn}`, turn))),
    );
    await Promise.all(done);
    await allHeard(ada, chat, ...ears);

    for (const each of ears) expect(revsHeard(each, chat)).toEqual(upTo(201));
  });

  it('is received exactly once by a person who connects while messages are sent', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const cleo = await person('cleo');
    const chat = await ada.opensGroup('Busy', ben, cleo);

    const talk = Promise.all(
      [ada, ben].map(async (one) => {
        for (const turn of upTo(100)) await saysSomehow(one, chat, `${turn}`, turn);
      }),
    );
    const arrivals: { ears: Ears; seen: number }[] = [];
    for (let i = 0; i < 12; i++) {
      const ears = await cleo.connects();
      arrivals.push({ ears, seen: (await cleo.chat(chat)).lastSeq });
    }
    await talk;
    await allHeard(ada, chat, ...arrivals.map(({ ears }) => ears));

    for (const { ears, seen } of arrivals) {
      const revs = revsHeard(ears, chat);
      expect(revs[0]).toBeLessThanOrEqual(seen + 1);
      expect(revs).toEqual(upTo(201, revs[0]));
    }
    expect(arrivals[0]?.seen).toBeLessThan(200);
  });

  it('is not missed by the first socket that connects, in twenty rounds', async () => {
    const [ada, ben] = [await person('ada'), await person('ben')];
    const chat = await ada.opensChatWith(ben);
    const over = new AbortController();
    const talk = (async () => {
      while (!over.signal.aborted) await ada.says(chat, 'and another thing');
    })();

    for (let round = 0; round < 20; round++) {
      const ears = await ben.connects();
      const { lastSeq } = await ben.chat(chat);
      await ears.hears('message.created', ({ rev }) => rev > lastSeq + 1);
      const revs = revsHeard(ears, chat);
      expect(revs[0]).toBeLessThanOrEqual(lastSeq + 1);
      expect(revs).toEqual(upTo(revs.at(-1) ?? 0, revs[0]));
      ears.hangUp();
    }
    over.abort();
    await talk;
  });

  it('is pushed once, however often its send is repeated', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const id = crypto.randomUUID();

    await Promise.all(upTo(20).map(() => ada.says(chat, 'once', { id })));
    await ada.says(chat, 'twice');
    await ada.says(chat, 'once', { id });
    await allHeard(ada, chat, ada.ears, ben.ears);

    for (const { ears } of [ada, ben]) expect(revsHeard(ears as Ears, chat)).toEqual([1, 2, 3]);
  });

  it('that was not committed is not pushed; the others that were sent with it are pushed', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    await server().sql(`create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$`);
    await server().sql(`create constraint trigger refuse after insert on messages deferrable initially deferred
      for each row when (new.body like 'poison%') execute function refuse()`);

    const words = upTo(40).map((n) => (n % 10 === 0 ? `poison ${n}` : `water ${n}`));
    const sent = await Promise.allSettled(words.map((word, turn) => saysSomehow(ada, chat, word, turn)));
    await server().sql('drop function refuse cascade');
    await allHeard(ada, chat, ada.ears, ben.ears);

    expect(sent.filter(({ status }) => status === 'rejected')).toHaveLength(4);
    for (const { ears } of [ada, ben]) {
      expect(revsHeard(ears as Ears, chat)).toEqual(upTo(37));
      expect(ears?.all('message.created').filter(({ message }) => message.startsWith('poison'))).toEqual([]);
    }
  });
});
