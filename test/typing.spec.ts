import type { ChatView } from '../src/contract/views/chat.view.js';
import { allReceived } from './support/all-received.js';
import { onAnotherDevice, people } from './support/people.js';
import type { Person } from './support/person.js';
import { disconnects } from './support/presence.js';
import { useServer } from './support/server.js';

useServer();

describe('typing', () => {
  it.each([
    ['typing.start', 'typing.started'],
    ['typing.stop', 'typing.stopped'],
  ] as const)('%s is pushed to the chat as %s', async (event, pushed) => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const chat = await ada.opensChatWith(ben);

    // A person who is not typing cannot stop.
    if (event === 'typing.stop') await ada.socket?.request('typing.start', { chatId: chat.id });
    const received = ben.waitFor(pushed);
    expect(await ada.socket?.request(event, { chatId: chat.id.toUpperCase() })).toEqual({ status: 'success' });
    expect(await received).toEqual({ chatId: chat.id, participantId: chat.participantId });

    expect(await eve.socket?.request(event, { chatId: chat.id })).toMatchObject({
      status: 'error',
      code: 'chat.not_found',
    });
    await allReceived(eve, await eve.opensChatWith(ben), ben.socket, eve.socket);
    expect(ben.socket?.all(pushed)).toHaveLength(1);
    expect(eve.socket?.all(pushed)).toEqual([]);
  });

  it('is not pushed to the devices of the person who types', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const phone = await ada.connects();
    const chat = await ada.opensChatWith(ben);

    const received = ben.waitFor('typing.stopped');
    for (const event of ['typing.start', 'typing.stop'] as const) await ada.socket?.request(event, { chatId: chat.id });
    await received;
    await allReceived(ada, chat, ada.socket, phone);
    for (const socket of [ada.socket, phone])
      expect([...(socket?.all('typing.started') ?? []), ...(socket?.all('typing.stopped') ?? [])]).toEqual([]);
  });

  it.each<[string, (ada: Person, chat: ChatView, ben: Person) => Promise<unknown>]>([
    ['a message sent over REST', (ada, chat) => ada.says(chat, 'hello')],
    [
      'a message sent over the socket',
      (ada, { id }) => ada.socket!.request('message.send', { chatId: id, message: 'hello' }),
    ],
    ['a message sent from another device', async (ada, chat) => (await onAnotherDevice(ada)).says(chat, 'hello')],
    ['a socket that closes', (ada) => Promise.resolve(ada.socket!.close())],
    ['signing out', (ada) => ada.does('POST', '/api/logout')],
    ['leaving the chat', (ada, chat) => ada.leaves(chat)],
    ['being removed from it', (_, chat, ben) => ben.removes(chat, { id: chat.participantId })],
  ])('ends at once, and is pushed once, when this happens: %s', async (_, end) => {
    const { ada, ben } = await people('ada', 'ben');
    const { id } = await ben.opensGroup('Boats', ada);
    const chat = await ada.chat({ id });
    const sign = { chatId: id, participantId: chat.participantId };
    await ada.socket!.request('typing.start', { chatId: chat.id });

    const received = ben.waitFor('typing.stopped');
    await end(ada, chat, ben);
    expect(await received).toEqual(sign);
    await ben.says(chat, 'I was not typing');
    await allReceived(ben, chat, ben.socket);
    expect([ben.socket?.all('typing.started'), ben.socket?.all('typing.stopped')]).toEqual([[sign], [sign]]);
  });

  it('goes on while another device of the person types in the same chat', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const phone = await ada.connects();
    const chat = await ada.opensChatWith(ben);
    for (const socket of [ada.socket, phone]) await socket?.request('typing.start', { chatId: chat.id });

    await disconnects(phone);
    await allReceived(ben, chat, ben.socket);
    expect(ben.socket?.all('typing.stopped')).toEqual([]);
    const received = ben.waitFor('typing.stopped');
    await disconnects(ada.socket);
    await received;
  });

  it('does not stay on when a message follows its start at once', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const signs = () => ben.socket!.received.map(({ event }) => event).filter((event) => event.startsWith('typing.'));

    for (let n = 0; n < 10; n++) {
      ada.socket!.client.emit('typing.start', { chatId: chat.id });
      await ada.socket!.request('message.send', { chatId: chat.id, message: 'hello' });
    }
    await allReceived(ben, chat, ben.socket);
    const begun = signs().filter((event) => event === 'typing.started').length;
    // A start may be withdrawn by its message before it is pushed.
    expect(signs()).toEqual(Array.from({ length: begun }, () => ['typing.started', 'typing.stopped']).flat());

    await ada.socket!.request('typing.start', { chatId: chat.id });
    await allReceived(ben, chat, ben.socket);
    expect([signs().length, signs().at(-1)]).toEqual([2 * begun + 1, 'typing.started']);
  });
});
