import { isDeepStrictEqual } from 'node:util';

import type { ClearedChatView } from '../src/contract/views/chat.view.js';
import { NO_STANDING, stepsOf } from './support/sync-calls.js';
import { allReceived } from './support/all-received.js';
import { people, person } from './support/people.js';
import { Replica } from './support/replica.js';
import { useServer } from './support/server.js';
import { clientState, serverState } from './support/expected-state.js';

useServer();

async function adaAndBenTalked() {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensGroup('Boats', ben);
  const first = await ben.says(chat, 'a secret');
  const second = await ada.says(chat, 'oh', { reply: first.id });
  const clears = () => ada.does<ClearedChatView>('DELETE', `/api/chats/${chat.id}/history`);
  return { ada, ben, chat, first, second, clears };
}

describe('deleting the history of a chat for oneself', () => {
  it('shows the caller tombstones in every view, and changes nothing for others', async () => {
    const { ada, ben, chat, first, second, clears } = await adaAndBenTalked();
    const third = await ben.says(chat, 'more secrets');
    await ada.does('PUT', `/api/chats/${chat.id}/messages/${first.id}/star`);
    const before = await ben.sees(chat);

    const [received, receipt] = [ada.waitFor('chat.cleared'), ben.waitFor('receipt.read')];
    const cleared = await clears();
    expect(cleared).toMatchObject({ chatId: chat.id, hiddenSeq: 3, mine: 2 });
    expect(await received).toEqual(cleared);
    expect(await receipt).toMatchObject({ participantId: chat.participantId, seq: 3 });
    expect(await clears()).toEqual(cleared);

    const gone = { message: '', reply: null, starred: false, deletedAt: cleared.hiddenAt };
    expect(await ada.sees(chat)).toMatchObject([third, second, first].map(({ id }) => ({ id, ...gone })));
    expect(await ada.chat(chat)).toMatchObject({
      ...{
        hiddenSeq: 3,
        hiddenAt: cleared.hiddenAt,
        unreadCount: 0,
        lastSeq: 3,
        lastMessage: { id: third.id, ...gone },
      },
    });
    expect(await ada.does('GET', `/api/chats/${chat.id}/search-messages?q=secret`)).toEqual([]);
    expect(await ada.does('GET', '/api/starred')).toEqual([]);
    const [step] = await stepsOf(ada, chat, NO_STANDING);
    expect(step?.messages).toMatchObject([gone, gone, gone]);
    expect(step).toMatchObject({ starred: [], hidden: [], chat: { hiddenSeq: 3 } });
    expect(await ben.sees(chat)).toEqual(before);

    const later = await ben.says(chat, 'another day', { reply: first.id });
    const blank = { id: first.id, message: '', deletedAt: cleared.hiddenAt };
    expect((await ada.sees(chat))[0]).toMatchObject({ id: later.id, message: 'another day', reply: blank });
    expect((await ada.chat(chat)).lastMessage).toMatchObject({ reply: blank });
    expect((await ben.sees(chat))[0]).toMatchObject({ reply: { message: 'a secret', deletedAt: null } });
    await ben.edits(first, 'another secret');
    expect(await ada.sees(chat, '?after=0&limit=1')).toMatchObject([gone]);
    const eve = await person('eve');
    expect(await eve.call('DELETE', `/api/chats/${chat.id}/history`)).toMatchObject({ status: 404 });
  });

  it('leads to the same state in a client that was connected, one that was offline, and a new one', async () => {
    const { ada, ben, chat, first, clears } = await adaAndBenTalked();
    await ada.deletes(first, 'me');
    const [listening, away, late] = [new Replica(ada), new Replica(ada), new Replica(ada)];
    await listening.connects();
    await away.connects();
    away.cut();

    await clears();
    await ben.says(chat, 'an answer', { reply: first.id });
    await ben.deletes(await ben.says(chat, 'gone for all'));
    await clears();
    await ben.edits(first, 'a secret, edited');
    await ben.reacts(first, '👍');
    await allReceived(ben, chat, ada.socket);
    const truth = await serverState(ada);
    await away.connects();
    await late.connects();
    for (let tries = 0; tries < 500 && !isDeepStrictEqual(clientState(listening), truth); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    for (const replica of [listening, away, late]) {
      expect(clientState(replica)).toEqual(truth);
      replica.cut();
    }
  });

  it('no longer applies after the person leaves and rejoins: they see what every new participant sees', async () => {
    const { ada, ben, chat, clears } = await adaAndBenTalked();
    const { hiddenAt } = await clears();
    await ben.says(chat, 'meanwhile');
    const mine = (await ada.chat(chat)).participantId;
    await ada.adds(chat, await person('cleo'));
    expect(await ada.sees(chat, '?before=3')).toMatchObject([{ deletedAt: hiddenAt }, { deletedAt: hiddenAt }]);
    await ada.removes(chat, { id: mine });
    await ben.adds(chat, ada);
    expect(await ada.sees(chat, '?before=3')).toMatchObject([{ deletedAt: null }, { deletedAt: null }]);
    expect(await ada.chat(chat)).toMatchObject({ hiddenSeq: 0, hiddenAt: null });
  });
});
