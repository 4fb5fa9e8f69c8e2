import { adaAndBen, breaks, counts, hearsTwice, mends, texts } from './support/faults.js';
import { allHeard } from './support/fence.js';
import type { Person } from './support/person.js';
import { Replica } from './support/replica.js';
import { useServer } from './support/server.js';
import { comesTo, truthOf } from './support/truth.js';

// A fault plan applies only on the node where it is set.
useServer({}, { one: true });

describe('a push', () => {
  it('can be dropped, duplicated or swapped with the next; when a plan with drops ends, the server pushes `sync.needed`', async () => {
    const { ada, ben, chat, says } = await adaAndBen();
    await breaks(ben, { drop: 1 });
    await says('one', 'two');
    expect(await counts(ben)).toMatchObject({ drop: 2 });
    const told = ben.hears('sync.needed');
    await mends(ben);
    await told;
    await says('three');
    await allHeard(ada, chat, ben.ears);
    expect(texts(ben).filter((word) => /one|two|three/.test(word))).toEqual(['three']);

    await breaks(ben, { duplicate: 1 });
    const twice = hearsTwice(ben);
    await says('four');
    expect(await twice).toMatchObject({ message: 'four' });
    await mends(ben);
    expect(ben.ears!.all('sync.needed')).toHaveLength(1);

    await breaks(ben, { reorder: 1 });
    const last = ben.hears('message.created', ({ message }) => message === 'five');
    await says('five', 'six');
    await last;
    expect(texts(ben).slice(-2)).toEqual(['six', 'five']);
    const alone = ben.hears('message.created');
    await says('seven');
    expect(await alone).toMatchObject({ message: 'seven' });
  });

  it('can be delayed, in its order, and is delivered when the plan ends', async () => {
    const { ben, says } = await adaAndBen();
    await breaks(ben, { delay: { chance: 0.5, ms: 300 } });
    const last = ben.hears('message.created', ({ message }) => message === '9');
    await says(...'0123456789');
    await last;
    expect(texts(ben).slice(-10)).toEqual([...'0123456789']);
    expect((await counts(ben)).delay).toBeGreaterThan(1);

    await breaks(ben, { delay: { chance: 1, ms: 5_000 } });
    const late = ben.hears('message.created');
    await says('later');
    const before = texts(ben).length;
    await Promise.all([late, mends(ben)]);
    expect(texts(ben).slice(before)).toEqual(['later']);
  });

  it('can be replaced by a cut of the connection, also on the next connection', async () => {
    const { ben, says } = await adaAndBen();
    await breaks(ben, { cut: 1 });
    for (const word of ['one', 'two']) {
      const ears = word === 'one' ? ben.ears! : await ben.connects();
      const closed = new Promise((resolve) => ears.socket.once('disconnect', resolve));
      await says(word);
      expect(await closed).toMatch(/^transport/);
      expect(ears.all('message.created').map(({ message }) => message)).not.toContain(word);
    }
    expect(await counts(ben)).toMatchObject({ cut: 2 });
  });
});

describe('an event of a client', () => {
  const send = (one: Person, chatId: string, message: string) =>
    one.ears!.socket.timeout(500).emitWithAck('message.send', { chatId, message }) as Promise<unknown>;

  it('can be dropped, carried out twice, or carried out without an answer', async () => {
    const { ada, ben, chat } = await adaAndBen();
    const heard = (word: string) => texts(ada).filter((text) => text === word).length;

    await breaks(ben, { drop: 1 });
    await expect(send(ben, chat.id, 'dropped')).rejects.toThrow('timed out');
    await breaks(ben, { loseAck: 1 });
    await expect(send(ben, chat.id, 'unanswered')).rejects.toThrow('timed out');
    await breaks(ben, { duplicate: 1 });
    const twice = hearsTwice(ada);
    expect(await send(ben, chat.id, 'doubled')).toMatchObject({ status: 'success' });
    await twice;
    await mends(ben);
    expect(await send(ben, chat.id, 'well')).toMatchObject({ status: 'success' });
    await allHeard(ada, chat, ada.ears);
    expect(['dropped', 'unanswered', 'doubled', 'well'].map(heard)).toEqual([0, 1, 2, 1]);
  });

  it('can end its socket as if its token had expired, which also refuses new sockets, or by a cut', async () => {
    const { ben, chat } = await adaAndBen();
    await breaks(ben, { expireToken: 1 });
    const ended = ben.hears('session.ended');
    ben.ears!.socket.emit('typing.start', { chatId: chat.id });
    expect(await ended).toEqual({ code: 'auth.token_expired' });
    await expect(ben.connects()).rejects.toMatchObject({ code: 'auth.token_expired' });
    await mends(ben);

    const ears = await ben.connects();
    await breaks(ben, { cut: 1 });
    const closed = new Promise((resolve) => ears.socket.once('disconnect', resolve));
    ears.socket.emit('typing.start', { chatId: chat.id });
    expect(await closed).toMatch(/^transport/);
  });
});

describe('a client that follows docs/realtime.md', () => {
  it.each([1, 2, 3, 4, 5])(
    'has the state of the server after delayed, duplicated and reordered pushes (seed %i)',
    async (seed) => {
      const { ada, ben, chat, says } = await adaAndBen();
      const replica = new Replica(ben);
      await replica.connects();
      await breaks(ben, { duplicate: 0.3, reorder: 0.3, delay: { chance: 0.3, ms: 20 } }, seed);
      for (const word of 'abcdefgh') {
        const message = await ada.says(chat, word);
        await Promise.all([says(`after ${word}`), ada.edits(message, `${word}!`), ben.reacts(message, '👍')]);
        await Promise.all([ben.unreacts(message, '👍'), ben.reads(chat, message.seq)]);
        await ada.deletes(message);
      }
      expect((await counts(ben)).reorder).toBeGreaterThan(3);
      await mends(ben);
      await comesTo(replica, await truthOf(ben));
      replica.cut();
    },
  );
});
