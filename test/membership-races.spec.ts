import { allReceived } from './support/all-received.js';
import { people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { leftRev, participantIdOf } from './support/participant-ids.js';
import { server, useServer } from './support/server.js';
import { revsReceived } from './support/numbered-events.js';

useServer();

const ROUNDS = 20;

const pause = (turns: number): Promise<void> =>
  turns === 0 ? Promise.resolve() : new Promise<void>((resolve) => setImmediate(resolve)).then(() => pause(turns - 1));

const upTo = (last: number, first = 1): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** Waits until the person has received `chat.created` for this membership. Earlier messages come with the chat and are not pushed. */
async function untilAdded(chat: { id: string }, person: Person): Promise<void> {
  const [participant] = await server().sql<{ rev: number }>(
    'select joined_rev rev from participants where chat_id = $1 and user_id = $2',
    [chat.id, person.id],
  );
  const isNow = ({ lastRev }: { lastRev: number }) => lastRev >= (participant?.rev ?? 0);
  if (!person.socket?.all('chat.created').some(isNow)) await person.waitFor('chat.created', isNow);
}

/** Lets the speakers send messages until the returned function is called. */
function keepSending(chat: { id: string }, ...speakers: Person[]): () => Promise<unknown> {
  let over = false;
  const sending = speakers.map(async (one) => {
    while (!over) await one.says(chat, 'and another thing');
  });
  return () => {
    over = true;
    return Promise.all(sending);
  };
}

describe('under a load of messages', () => {
  it('a removed person receives everything up to the removal, and nothing after it', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const chat = await ada.opensGroup('Busy', ben, cleo);
    const elsewhere = await ada.opensChatWith(cleo);
    const participant = participantIdOf(chat, cleo);
    const stop = keepSending(chat, ada, ben, ben);

    let first = 1;
    for (let round = 0; round < ROUNDS; round++) {
      await ben.waitFor('message.created', ({ chatId }) => chatId === chat.id);
      const removed = cleo.waitFor('chat.removed');
      await ada.removes(chat, { id: participant });
      const left = await leftRev(participant);
      expect(await cleo.call('GET', `/api/chats/${chat.id}/messages`)).toMatchObject({ status: 404 });
      await removed;
      await allReceived(ada, elsewhere, cleo.socket);
      const revs = revsReceived(cleo.socket, chat).filter((rev) => rev >= first);
      expect(revs).toEqual(upTo(left, first));

      const back = cleo.waitFor('chat.created');
      await ada.adds(chat, cleo);
      first = (await back).lastRev + 1;
    }
    await stop();
    await allReceived(ada, chat, ada.socket, cleo.socket);
    const { lastRev } = await ada.chat(chat);
    expect(revsReceived(ada.socket, chat)).toEqual(upTo(lastRev));
    expect(revsReceived(cleo.socket, chat).filter((rev) => rev >= first)).toEqual(upTo(lastRev, first));
  });

  it('a person who is removed while they connect receives nothing from after the removal', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const cleo = await person('cleo');
    const chat = await ada.opensGroup('Busy', ben, cleo);
    const elsewhere = await ada.opensChatWith(cleo);
    const participant = participantIdOf(chat, cleo);
    const stop = keepSending(chat, ada, ben, ben);

    for (let round = 0; round < ROUNDS; round++) {
      const coming = cleo.connects();
      await pause(round % 7);
      const [socket] = await Promise.all([coming, ada.removes(chat, { id: participant })]);
      const left = await leftRev(participant);
      const { lastRev } = await ada.chat(chat);
      await ben.waitFor('message.created', ({ chatId, rev }) => chatId === chat.id && rev > lastRev);
      await allReceived(ada, elsewhere, socket);
      const revs = revsReceived(socket, chat);
      if (revs.length > 0) expect(revs).toEqual(upTo(left, revs[0]));
      socket.close();
      await ada.adds(chat, cleo);
    }
    await stop();
  });

  it('a person who is added while a second device connects receives everything from then on, on both devices', async () => {
    const { ada } = await people('ada');
    const [ben, cleo] = [await person('ben'), await person('cleo')];
    const chat = await ada.opensGroup('Busy', ben);
    const onPhone = await cleo.connects();
    ada.socket?.close();

    for (let round = 0; round < ROUNDS; round++) {
      const whole = onPhone.waitFor('chat.created');
      // Ben connects at the same moment, and the feed of the chat begins with him.
      const coming = pause(round % 7).then(() => Promise.all([ben.connects(), cleo.connects()]));
      await ada.adds(chat, cleo);
      const [withBen, socket] = await coming;
      const { lastRev } = await whole;
      const systemMessages = await ada.says(chat, 'everybody here?');
      await allReceived(ada, chat, withBen, onPhone, socket);
      expect(revsReceived(onPhone, chat).filter((rev) => rev > lastRev)).toEqual([
        systemMessages.rev,
        systemMessages.rev + 1,
      ]);
      expect(revsReceived(socket, chat).slice(-2)).toEqual([systemMessages.rev, systemMessages.rev + 1]);
      const removed = onPhone.waitFor('chat.removed');
      await cleo.leaves(chat);
      await removed;
      withBen.close();
      socket.close();
    }
  });
});

describe('many joins and departures at once', () => {
  it('leave no gap in the numbers, and everybody who stays receives each change in order', async () => {
    const { ada, ben, ...others } = await people('ada', 'ben', 'cleo', 'dora', 'eli');
    const coming = Object.values<Person>(others);
    const chat = await ada.opensGroup('Doors', ben, ...coming);
    const participants = coming.map((one) => participantIdOf(chat, one));

    const acts = upTo(30).map((turn) => {
      const nth = turn % coming.length;
      const path = `/api/chats/${chat.id}/participants`;
      if (turn % 2 === 0) return ada.call('DELETE', `${path}/${participants[nth]}`);
      return ada.call('POST', path, { participants: [coming[nth]?.id, coming[(nth + 1) % coming.length]?.id] });
    });
    const answers = await Promise.all([...acts, ...upTo(10).map((turn) => ben.says(chat, `${turn}`))]);
    for (const { status } of answers.slice(0, 30) as { status: number }[]) expect([200, 404]).toContain(status);
    await ada.adds(chat, ...coming);
    await allReceived(ada, chat, ada.socket, ben.socket, ...coming.map(({ socket }) => socket));

    const { lastRev, lastSeq } = await ada.chat(chat);
    for (const { socket } of [ada, ben]) expect(revsReceived(socket, chat)).toEqual(upTo(lastRev));
    const stored = await server().sql<{ rev: number; what: string }>(
      'select sent_rev rev, kind what from messages union all select rev, kind from changes order by rev',
    );
    expect(stored.map(({ rev }) => rev)).toEqual(upTo(lastRev));
    const systemMessages = stored.filter(({ what }) => what === 'system').length;
    expect(lastSeq).toBe(11 + systemMessages);
    // A system message follows each departure, and each group of people who were added together.
    const ends = stored.filter(({ what }, place) => /participant/.test(what) && stored[place + 1]?.what !== what);
    const leaves = stored.filter(({ what }) => what === 'participant.left').length;
    const additions = ends.filter(({ what }) => what === 'participant.joined').length;
    expect(ends.map(({ rev }) => stored[rev]?.what)).toEqual(ends.map(() => 'system'));
    expect(systemMessages).toBe(leaves + additions);
    for (const { socket } of coming) {
      const revs = revsReceived(socket, chat);
      expect(revs).toEqual([...new Set(revs)].sort((a, b) => a - b));
    }
  });

  it('leave a person in the room of the chat only while they are in the chat, and push nothing to them twice', async () => {
    const { ada, cleo } = await people('ada', 'cleo');
    const ben = await person('ben');
    const chat = await ada.opensGroup('Doors', ben);
    const elsewhere = await ada.opensChatWith(cleo);
    ada.socket?.close(); // so that Cleo alone keeps the feed of the chat
    const comesAndGoes = () =>
      Promise.all(
        upTo(4).map(async (turn) => {
          await pause(turn);
          if (turn % 2 === 0)
            return ada.call('POST', `/api/chats/${chat.id}/participants`, { participants: [cleo.id] });
          return cleo.leaves(chat).catch(() => undefined);
        }),
      );

    for (let round = 0; round < ROUNDS; round++) {
      await ada.adds(chat, cleo);
      await comesAndGoes();
      await ada.adds(chat, cleo);
      await untilAdded(chat, cleo);
      await allReceived(ada, chat, cleo.socket);
      const revs = revsReceived(cleo.socket, chat);
      expect(revs).toEqual([...new Set(revs)].sort((a, b) => a - b));

      const { participantId } = await cleo.chat(chat);
      await comesAndGoes();
      await cleo.leaves(chat).catch(() => undefined);
      await ada.says(chat, 'She is out');
      await allReceived(ada, elsewhere, cleo.socket);
      expect(Math.max(...revsReceived(cleo.socket, chat))).toBeLessThanOrEqual(await leftRev(participantId));
    }
    await ada.adds(chat, cleo);
    await untilAdded(chat, cleo);
    await ben.connects();
    await allReceived(ada, chat, cleo.socket, ben.socket);
  });
});
