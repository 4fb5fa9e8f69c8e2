import { toGiftedChat } from '@parley/client';
import type { IMessage, User } from 'react-native-gifted-chat/lib/Models.js';

import { people } from '../support/people.js';
import { useServer } from '../support/server.js';
import { clientOf, hangUpClients, until } from './clients.js';

useServer();
afterEach(hangUpClients);

describe('toGiftedChat', () => {
  it('gives what that package takes, newest first', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const first = await ben.says(chat, 'Where are you?');
    const client = await clientOf(ada);
    const held = client.chat(chat.id)!;
    held.send({ message: 'Here', reply: first.id });
    const gone = await ben.says(chat, 'not meant');
    await ben.does('DELETE', `/api/chats/${chat.id}/messages/${gone.id}`);
    await until(client, () => Boolean(held.message(gone.id)?.deletedAt) && held.messages.every((one) => !one.outgoing));
    await held.older();

    const given = toGiftedChat(client, held);
    const messages: IMessage[] = given.messages;
    const user: User = given.user;
    expect(user).toEqual({ _id: ada.id, name: 'ada' });
    expect(messages.map(({ text }) => text).sort()).toEqual(['Here', 'Message deleted', 'Where are you?']);
    const here = messages.find(({ text }) => text === 'Here');
    expect(here).toMatchObject({
      user,
      pending: false,
      sent: true,
      replyMessage: { text: first.message },
    });
    expect(messages.at(-1)).toMatchObject({
      _id: first.id,
      user: { _id: ben.id },
      createdAt: new Date(first.createdAt),
    });
  });
});
