import type { MessageView } from '../src/contract/views/message.view.js';
import type { TestSocket } from './support/test-socket.js';
import { allReceived } from './support/all-received.js';
import { people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer();

/** Sends the message over REST if `turn` is even, otherwise over the socket. */
function sendByTurn(sender: Person, chat: { id: string }, message: string, turn: number): Promise<unknown> {
  if (turn % 2 === 0) return sender.says(chat, message);
  const sent = sender.socket?.request('message.send', { chatId: chat.id, message });
  return Promise.resolve(sent).then((answer) => expect(answer).toMatchObject({ status: 'success' }));
}

const revsReceived = (socket: TestSocket, chat: { id: string }): number[] =>
  socket
    .all('message.created')
    .filter(({ chatId }) => chatId === chat.id)
    .map(({ rev }) => rev);

const upTo = (last: number, first = 1): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

function withoutReaderFields({ starred, ...message }: MessageView): object {
  expect(starred).toBe(false);
  return message;
}

describe('a message', () => {
  it('reaches every socket of every participant as REST shows it, without the field that depends on the reader', async () => {
    const { ada, ben, cleo, eve } = await people('ada', 'ben', 'cleo', 'eve');
    const chat = await ada.opensGroup('Boats', ben, cleo);
    const all = [ada.socket, ben.socket, cleo.socket, await ben.connects({ transports: ['polling'] })] as TestSocket[];

    const first = await ada.says(chat, 'which one?');
    await allReceived(ada, chat, ...all);
    const [chatId, reply] = [chat.id, first.id];
    const link = 'https://example.com/boat.png';
    const received = all.map((socket) => socket.waitFor('message.created', ({ kind }) => kind === 'media'));
    const ack = await ben.socket?.request('message.send', { chatId, message: 'this one', reply, media: link });

    const [newest] = await cleo.sees(chat);
    for (const payload of await Promise.all(received))
      expect(payload).toEqual(withoutReaderFields(newest as MessageView));
    expect(newest).toMatchObject({ reply: { id: first.id }, media: [{ url: link }], reactions: [] });
    expect(ack).toEqual({ status: 'success', data: newest });
    expect(all.map((socket) => socket.all('message.created')[0])).toEqual(all.map(() => withoutReaderFields(first)));
    expect(eve.socket?.all('message.created')).toEqual([]);
  });

  it('arrives once and in the order of `rev`, without gaps, when five people send at once', async () => {
    const all = Object.values(await people('ada', 'ben', 'cleo', 'dora', 'eli'));
    const [ada, ...others] = all as [Person, ...Person[]];
    const chat = await ada.opensGroup('Everybody', ...others);
    const socket = [
      ...all.map((one) => one.socket as TestSocket),
      ...(await Promise.all(all.map((one) => one.connects()))),
    ];

    const done = socket.map((each) => each.waitFor('message.created', ({ rev }) => rev === 200));
    await Promise.all(all.flatMap((one) => upTo(40).map((turn) => sendByTurn(one, chat, `${one.name} ${turn}`, turn))));
    await Promise.all(done);
    await allReceived(ada, chat, ...socket);

    for (const each of socket) expect(revsReceived(each, chat)).toEqual(upTo(201));
  });

  it('is received exactly once by a person who connects while messages are sent', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const cleo = await person('cleo');
    const chat = await ada.opensGroup('Busy', ben, cleo);

    const talk = Promise.all(
      [ada, ben].map(async (one) => {
        for (const turn of upTo(100)) await sendByTurn(one, chat, `${turn}`, turn);
      }),
    );
    const arrivals: { socket: TestSocket; seen: number }[] = [];
    for (let i = 0; i < 12; i++) {
      const socket = await cleo.connects();
      arrivals.push({ socket, seen: (await cleo.chat(chat)).lastSeq });
    }
    await talk;
    await allReceived(ada, chat, ...arrivals.map(({ socket }) => socket));

    for (const { socket, seen } of arrivals) {
      const revs = revsReceived(socket, chat);
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
      const socket = await ben.connects();
      const { lastSeq } = await ben.chat(chat);
      await socket.waitFor('message.created', ({ rev }) => rev > lastSeq + 1);
      const revs = revsReceived(socket, chat);
      expect(revs[0]).toBeLessThanOrEqual(lastSeq + 1);
      expect(revs).toEqual(upTo(revs.at(-1) ?? 0, revs[0]));
      socket.close();
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
    await allReceived(ada, chat, ada.socket, ben.socket);

    for (const { socket } of [ada, ben]) expect(revsReceived(socket as TestSocket, chat)).toEqual([1, 2, 3]);
  });

  it('that was not committed is not pushed; the others that were sent with it are pushed', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    await server().sql(`create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$`);
    await server().sql(`create constraint trigger refuse after insert on messages deferrable initially deferred
      for each row when (new.body like 'poison%') execute function refuse()`);

    const words = upTo(40).map((n) => (n % 10 === 0 ? `poison ${n}` : `water ${n}`));
    const sent = await Promise.allSettled(words.map((word, turn) => sendByTurn(ada, chat, word, turn)));
    await server().sql('drop function refuse cascade');
    await allReceived(ada, chat, ada.socket, ben.socket);

    expect(sent.filter(({ status }) => status === 'rejected')).toHaveLength(4);
    for (const { socket } of [ada, ben]) {
      expect(revsReceived(socket as TestSocket, chat)).toEqual(upTo(37));
      expect(socket?.all('message.created').filter(({ message }) => message.startsWith('poison'))).toEqual([]);
    }
  });
});
