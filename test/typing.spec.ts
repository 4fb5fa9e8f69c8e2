import type { ChatView } from '../src/contract/views/chat.view.js';
import { allHeard } from './support/fence.js';
import { onAnotherDevice, people } from './support/people.js';
import type { Person } from './support/person.js';
import { leaves } from './support/presence.js';
import { useServer } from './support/server.js';

useServer();

describe('typing', () => {
  it.each([
    ['typing.start', 'typing.started'],
    ['typing.stop', 'typing.stopped'],
  ] as const)('%s is pushed to the chat as %s', async (event, told) => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const chat = await ada.opensChatWith(ben);

    // A person who is not typing cannot stop.
    if (event === 'typing.stop') await ada.ears?.asks('typing.start', { chatId: chat.id });
    const heard = ben.hears(told);
    expect(await ada.ears?.asks(event, { chatId: chat.id.toUpperCase() })).toEqual({ status: 'success' });
    expect(await heard).toEqual({ chatId: chat.id, participantId: chat.participantId });

    expect(await eve.ears?.asks(event, { chatId: chat.id })).toMatchObject({ status: 'error', code: 'chat.not_found' });
    await allHeard(eve, await eve.opensChatWith(ben), ben.ears, eve.ears);
    expect(ben.ears?.all(told)).toHaveLength(1);
    expect(eve.ears?.all(told)).toEqual([]);
  });

  it('is not pushed to the devices of the person who types', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const phone = await ada.connects();
    const chat = await ada.opensChatWith(ben);

    const heard = ben.hears('typing.stopped');
    for (const event of ['typing.start', 'typing.stop'] as const) await ada.ears?.asks(event, { chatId: chat.id });
    await heard;
    await allHeard(ada, chat, ada.ears, phone);
    for (const ears of [ada.ears, phone])
      expect([...(ears?.all('typing.started') ?? []), ...(ears?.all('typing.stopped') ?? [])]).toEqual([]);
  });

  it.each<[string, (ada: Person, chat: ChatView, ben: Person) => Promise<unknown>]>([
    ['a message sent over REST', (ada, chat) => ada.says(chat, 'hello')],
    [
      'a message sent over the socket',
      (ada, { id }) => ada.ears!.asks('message.send', { chatId: id, message: 'hello' }),
    ],
    ['a message sent from another device', async (ada, chat) => (await onAnotherDevice(ada)).says(chat, 'hello')],
    ['a socket that closes', (ada) => Promise.resolve(ada.ears!.hangUp())],
    ['signing out', (ada) => ada.does('POST', '/api/logout')],
    ['leaving the chat', (ada, chat) => ada.leaves(chat)],
    ['being removed from it', (_, chat, ben) => ben.removes(chat, { id: chat.participantId })],
  ])('ends at once, and is pushed once, when this happens: %s', async (_, end) => {
    const { ada, ben } = await people('ada', 'ben');
    const { id } = await ben.opensGroup('Boats', ada);
    const chat = await ada.chat({ id });
    const sign = { chatId: id, participantId: chat.participantId };
    await ada.ears!.asks('typing.start', { chatId: chat.id });

    const heard = ben.hears('typing.stopped');
    await end(ada, chat, ben);
    expect(await heard).toEqual(sign);
    await ben.says(chat, 'I was not typing');
    await allHeard(ben, chat, ben.ears);
    expect([ben.ears?.all('typing.started'), ben.ears?.all('typing.stopped')]).toEqual([[sign], [sign]]);
  });

  it('goes on while another device of the person types in the same chat', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const phone = await ada.connects();
    const chat = await ada.opensChatWith(ben);
    for (const ears of [ada.ears, phone]) await ears?.asks('typing.start', { chatId: chat.id });

    await leaves(phone);
    await allHeard(ben, chat, ben.ears);
    expect(ben.ears?.all('typing.stopped')).toEqual([]);
    const heard = ben.hears('typing.stopped');
    await leaves(ada.ears);
    await heard;
  });

  it('does not stay on when a message follows its start at once', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const signs = () => ben.ears!.heard.map(({ event }) => event).filter((event) => event.startsWith('typing.'));

    for (let n = 0; n < 10; n++) {
      ada.ears!.socket.emit('typing.start', { chatId: chat.id });
      await ada.ears!.asks('message.send', { chatId: chat.id, message: 'hello' });
    }
    await allHeard(ben, chat, ben.ears);
    const begun = signs().filter((event) => event === 'typing.started').length;
    // A start may be withdrawn by its message before it is pushed.
    expect(signs()).toEqual(Array.from({ length: begun }, () => ['typing.started', 'typing.stopped']).flat());

    await ada.ears!.asks('typing.start', { chatId: chat.id });
    await allHeard(ben, chat, ben.ears);
    expect([signs().length, signs().at(-1)]).toEqual([2 * begun + 1, 'typing.started']);
  });
});
