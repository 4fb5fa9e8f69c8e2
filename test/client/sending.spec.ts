import { people } from '../support/people.js';
import { useServer } from '../support/server.js';
import { clientOf, closeClients, until } from './clients.js';

useServer();
afterEach(closeClients);

async function adaAndBen() {
  const { ada, ben } = await people('ada', 'ben');
  const { id } = await ada.opensChatWith(ben);
  return { ada: await clientOf(ada), ben: await clientOf(ben), id };
}

describe('the client', () => {
  it('shows a message to its sender at once, and then to the receiver, with the same id', async () => {
    const { ada, ben, id } = await adaAndBen();
    const said = ada.chat(id)!.send({ message: 'Hello' });
    expect(ada.chat(id)!.messages.at(-1)).toMatchObject({ id: said, message: 'Hello', outgoing: { state: 'waiting' } });

    await until(ben, () => ben.chat(id)!.messages.at(-1)?.id === said);
    expect(ben.chat(id)!.view).toMatchObject({ unreadCount: 1, lastMessage: { message: 'Hello' } });
    await until(ada, () => ada.chat(id)!.messages.at(-1)?.outgoing === undefined);
    expect(ada.chat(id)!.messages.at(-1)).toMatchObject({ id: said, seq: 1 });

    await until(ada, () => ada.chat(id)!.view.deliveredToAllSeq === 1);
    ben.chat(id)!.read();
    await until(ben, () => ben.chat(id)!.view.unreadCount === 0);
    await until(ada, () => ada.chat(id)!.view.readByAllSeq === 1);
  });
});
