import { storeMessages } from '../support/sync-calls.js';
import { people } from '../support/people.js';
import { useServer } from '../support/server.js';
import { clientOf, closeClients, until } from './clients.js';

useServer();
afterEach(closeClients);

async function adaWithHistory(count: number) {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  await storeMessages(chat, count);
  return { ada: await clientOf(ada), ben, chat };
}

const numbers = (messages: { seq: number }[]) => messages.map(({ seq }) => seq);
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe('history', () => {
  it('is fetched page by page, without a gap, to its beginning', async () => {
    const { ada, chat } = await adaWithHistory(120);
    const held = ada.chat(chat.id)!;
    await held.older();
    expect(numbers(held.messages)).toEqual(upTo(70, 120));
    await held.older();
    expect(held.hasOlder).toBe(true);
    await held.older();
    expect(numbers(held.messages)).toEqual(upTo(1, 120));
    expect(held.hasOlder).toBe(false);
  });

  it('can be read around any message, and joins the rest when the pages between are fetched', async () => {
    const { ada, chat } = await adaWithHistory(120);
    const held = ada.chat(chat.id)!;
    await held.older(20);
    await held.around(40, 21);
    expect(numbers(held.run(40))).toEqual(upTo(30, 50));
    expect(numbers(held.messages)).toEqual(upTo(100, 120));
    await held.newer(50, 100);
    expect(numbers(held.messages)).toEqual(upTo(30, 120));
    expect(held.run(10)).toEqual([]);
  });

  it('includes changes that happen while a page is fetched', async () => {
    const { ada, ben, chat } = await adaWithHistory(30);
    const held = ada.chat(chat.id)!;
    const [newest] = await ben.sees(chat, '?limit=1');
    const page = held.older(100);
    const deeds = Promise.all([
      ben.reacts(newest!, '👍'),
      ada.call('PUT', `/api/chats/${chat.id}/messages/${newest!.id}/star`),
    ]);
    await Promise.all([page, deeds]);
    await until(ada, () => held.message(newest!.id)?.starred === true);
    await until(ada, () => held.message(newest!.id)?.reactions[0]?.count === 1);
  });

  it('is dropped when the client is far behind, and fetched again on demand', async () => {
    const { ada, ben, chat } = await adaWithHistory(30);
    await ada.chat(chat.id)!.older();
    await storeMessages(chat, 900);
    ada.reconnect();
    await until(ada, () => ada.chat(chat.id)!.view.lastSeq === 930);
    await ben.says(chat, 'and one');
    await until(ada, () => ada.chat(chat.id)!.view.lastSeq === 931);
    const held = ada.chat(chat.id)!;
    await held.older(100);
    expect(numbers(held.messages)).toEqual(upTo(830, 931));
  });
});
