import { adaAndBen, setFaults, counts, waitForTwo, clearFaults, texts } from './support/faults.js';
import { allReceived } from './support/all-received.js';
import type { Person } from './support/person.js';
import { Replica } from './support/replica.js';
import { useServer } from './support/server.js';
import { expectState, serverState } from './support/expected-state.js';

// A fault plan applies only on the node where it is set.
useServer({}, { one: true });

describe('a push', () => {
  it('can be dropped, duplicated or swapped with the next; when a plan with drops ends, the server pushes `sync.needed`', async () => {
    const { ada, ben, chat, send } = await adaAndBen();
    await setFaults(ben, { drop: 1 });
    await send('one', 'two');
    expect(await counts(ben)).toMatchObject({ drop: 2 });
    const pushed = ben.waitFor('sync.needed');
    await clearFaults(ben);
    await pushed;
    await send('three');
    await allReceived(ada, chat, ben.socket);
    expect(texts(ben).filter((word) => /one|two|three/.test(word))).toEqual(['three']);

    await setFaults(ben, { duplicate: 1 });
    const twice = waitForTwo(ben);
    await send('four');
    expect(await twice).toMatchObject({ message: 'four' });
    await clearFaults(ben);
    expect(ben.socket!.all('sync.needed')).toHaveLength(1);

    await setFaults(ben, { reorder: 1 });
    const last = ben.waitFor('message.created', ({ message }) => message === 'five');
    await send('five', 'six');
    await last;
    expect(texts(ben).slice(-2)).toEqual(['six', 'five']);
    const alone = ben.waitFor('message.created');
    await send('seven');
    expect(await alone).toMatchObject({ message: 'seven' });
  });

  it('can be delayed, in its order, and is delivered when the plan ends', async () => {
    const { ben, send } = await adaAndBen();
    await setFaults(ben, { delay: { chance: 0.5, ms: 300 } });
    const last = ben.waitFor('message.created', ({ message }) => message === '9');
    await send(...'0123456789');
    await last;
    expect(texts(ben).slice(-10)).toEqual([...'0123456789']);
    expect((await counts(ben)).delay).toBeGreaterThan(1);

    await setFaults(ben, { delay: { chance: 1, ms: 5_000 } });
    const late = ben.waitFor('message.created');
    await send('later');
    const before = texts(ben).length;
    await Promise.all([late, clearFaults(ben)]);
    expect(texts(ben).slice(before)).toEqual(['later']);
  });

  it('can be replaced by a cut of the connection, also on the next connection', async () => {
    const { ben, send } = await adaAndBen();
    await setFaults(ben, { cut: 1 });
    for (const word of ['one', 'two']) {
      const socket = word === 'one' ? ben.socket! : await ben.connects();
      const closed = new Promise((resolve) => socket.client.once('disconnect', resolve));
      await send(word);
      expect(await closed).toMatch(/^transport/);
      expect(socket.all('message.created').map(({ message }) => message)).not.toContain(word);
    }
    expect(await counts(ben)).toMatchObject({ cut: 2 });
  });
});

describe('an event of a client', () => {
  const send = (one: Person, chatId: string, message: string) =>
    one.socket!.client.timeout(500).emitWithAck('message.send', { chatId, message }) as Promise<unknown>;

  it('can be dropped, carried out twice, or carried out without an answer', async () => {
    const { ada, ben, chat } = await adaAndBen();
    const received = (word: string) => texts(ada).filter((text) => text === word).length;

    await setFaults(ben, { drop: 1 });
    await expect(send(ben, chat.id, 'dropped')).rejects.toThrow('timed out');
    await setFaults(ben, { loseAck: 1 });
    await expect(send(ben, chat.id, 'unanswered')).rejects.toThrow('timed out');
    await setFaults(ben, { duplicate: 1 });
    const twice = waitForTwo(ada);
    expect(await send(ben, chat.id, 'doubled')).toMatchObject({ status: 'success' });
    await twice;
    await clearFaults(ben);
    expect(await send(ben, chat.id, 'well')).toMatchObject({ status: 'success' });
    await allReceived(ada, chat, ada.socket);
    expect(['dropped', 'unanswered', 'doubled', 'well'].map(received)).toEqual([0, 1, 2, 1]);
  });

  it('can end its socket as if its token had expired, which also refuses new sockets, or by a cut', async () => {
    const { ben, chat } = await adaAndBen();
    await setFaults(ben, { expireToken: 1 });
    const ended = ben.waitFor('session.ended');
    ben.socket!.client.emit('typing.start', { chatId: chat.id });
    expect(await ended).toEqual({ code: 'auth.token_expired' });
    await expect(ben.connects()).rejects.toMatchObject({ code: 'auth.token_expired' });
    await clearFaults(ben);

    const socket = await ben.connects();
    await setFaults(ben, { cut: 1 });
    const closed = new Promise((resolve) => socket.client.once('disconnect', resolve));
    socket.client.emit('typing.start', { chatId: chat.id });
    expect(await closed).toMatch(/^transport/);
  });
});

describe('a client that follows docs/realtime.md', () => {
  it.each([1, 2, 3, 4, 5])(
    'has the state of the server after delayed, duplicated and reordered pushes (seed %i)',
    async (seed) => {
      const { ada, ben, chat, send } = await adaAndBen();
      const replica = new Replica(ben);
      await replica.connects();
      await setFaults(ben, { duplicate: 0.3, reorder: 0.3, delay: { chance: 0.3, ms: 20 } }, seed);
      for (const word of 'abcdefgh') {
        const message = await ada.says(chat, word);
        await Promise.all([send(`after ${word}`), ada.edits(message, `${word}!`), ben.reacts(message, '👍')]);
        await Promise.all([ben.unreacts(message, '👍'), ben.reads(chat, message.seq)]);
        await ada.deletes(message);
      }
      expect((await counts(ben)).reorder).toBeGreaterThan(3);
      await clearFaults(ben);
      await expectState(replica, await serverState(ben));
      replica.cut();
    },
  );
});
