import { randomUUID } from 'node:crypto';

import type { MessageView } from '../src/contract/views/message.view.js';
import { person } from './support/people.js';
import type { Person } from './support/person.js';
import { useServer } from './support/server.js';

useServer();

/** Ben said hello to ada. */
async function benSaidHello() {
  const ada = await person('ada');
  const ben = await person('ben');
  const chat = await ada.opensChatWith(ben);
  const message = await ben.says(chat, 'hello');
  const path = `/api/chats/${chat.id}/messages/${message.id}`;
  const toggles = (one: Person, participantId = chat.participantId) =>
    one.call<MessageView[]>('POST', `${path}/starred/${participantId}`);
  const starredFor = async (one: Person) => (await one.sees(chat)).map(({ starred }) => starred);
  return { ada, ben, chat, message, path, toggles, starredFor };
}

describe('a star', () => {
  it('is set and removed by a toggle, which answers with a list of the one message', async () => {
    const { ada, message, toggles, starredFor } = await benSaidHello();

    expect((await toggles(ada)).body).toEqual({ status: 'success', data: [{ ...message, starred: true }] });
    expect(await starredFor(ada)).toEqual([true]);
    expect((await toggles(ada)).body.data).toEqual([{ ...message, starred: false }]);
    expect(await starredFor(ada)).toEqual([false]);
  });

  it('is shown wherever its owner sees the message, and to nobody else', async () => {
    const { ada, ben, chat, path, toggles, starredFor } = await benSaidHello();
    await toggles(ada);

    expect([await starredFor(ada), await starredFor(ben)]).toEqual([[true], [false]]);
    for (const [one, starred] of [
      [ada, true],
      [ben, false],
    ] as const) {
      expect(await one.does('GET', path)).toMatchObject({ starred });
      expect(await one.does('GET', `/api/chats/${chat.id}/search-messages?q=hello`)).toMatchObject([{ starred }]);
      expect(await one.chats()).toMatchObject([{ lastMessage: { starred } }]);
      expect(await one.chat(chat)).toMatchObject({ lastRev: 1, lastMessage: { starred } });
    }
  });

  it('can be toggled only by its own participant', async () => {
    const { ada, ben, chat, toggles, starredFor } = await benSaidHello();
    const eve = await person('eve');
    const notYou = { status: 403, body: { code: 'participant.not_you' } };

    expect(await toggles(ben)).toMatchObject(notYou);
    expect(await toggles(ada, (await ben.chat(chat)).participantId)).toMatchObject(notYou);
    expect(await toggles(ada, ada.id)).toMatchObject(notYou);
    expect(await toggles(ada, 'me')).toMatchObject(notYou);
    expect(await toggles(eve)).toMatchObject({ status: 404, body: { code: 'chat.not_found' } });
    expect([await starredFor(ada), await starredFor(ben)]).toEqual([[false], [false]]);
    expect((await toggles(ada, chat.participantId.toUpperCase())).status).toBe(200);
  });

  it('is possible only on a message of the chat', async () => {
    const { ada, ben, chat } = await benSaidHello();
    const other = await ben.opensGroup('Elsewhere', ada);
    const elsewhere = await ben.says(other, 'hello there');
    const star = (id: string, method: string, end: string) =>
      ada.call(method, `/api/chats/${chat.id}/messages/${id}/${end}`);

    for (const id of [elsewhere.id, randomUUID(), '1']) {
      const refusal = { status: 404, body: { code: 'message.not_found' } };
      expect(await star(id, 'POST', `starred/${chat.participantId}`)).toMatchObject(refusal);
      expect(await star(id, 'PUT', 'star')).toMatchObject(refusal);
      expect(await star(id, 'DELETE', 'star')).toMatchObject(refusal);
    }
    expect(await ada.sees(other)).toMatchObject([{ starred: false }]);
  });

  it('can be set and removed by idempotent calls', async () => {
    const { ada, path, starredFor } = await benSaidHello();
    const states = [];
    for (const method of ['PUT', 'PUT', 'DELETE', 'DELETE']) {
      states.push((await ada.does<MessageView>(method, `${path}/star`)).starred, ...(await starredFor(ada)));
    }
    expect(states).toEqual([true, true, true, true, false, false, false, false]);
  });

  it('is toggled by each of two calls that come at once', async () => {
    const { ada, toggles, starredFor } = await benSaidHello();
    for (let round = 0; round < 5; round++) {
      const both = await Promise.all([toggles(ada), toggles(ada)]);
      expect(both.map(({ body }) => body.data[0]?.starred).sort()).toEqual([false, true]);
    }
    expect(await starredFor(ada)).toEqual([false]);
  });
});
