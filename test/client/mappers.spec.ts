import { toGiftedChat, toVueMessages } from '@parley/client';
import type { IMessage, User } from 'react-native-gifted-chat/lib/Models.js';

import type { MediaView, MessageView } from '../../src/contract/views/message.view.js';
import { read, upload } from '../support/files.js';
import { people } from '../support/people.js';
import { useServer } from '../support/server.js';
import { clientOf, closeClients, until } from './clients.js';

useServer();
afterEach(closeClients);

describe('toGiftedChat', () => {
  it('returns messages in the format of that package, newest first', async () => {
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

describe('toVueMessages', () => {
  it('tags the people whom a message mentions, the longest name first, and escapes tags that somebody typed', async () => {
    const { Me, Ann, Anna } = await people('Me', 'Ann', 'Anna');
    const chat = await Me.opensGroup('Names', Ann, Anna);
    const client = await clientOf(Me);
    const held = client.chat(chat.id)!;
    const ids = [Ann, Anna].map((one) => held.view.participants.find(({ user }) => user.id === one.id)!.id);
    const said = [
      '@Anna, not @Ann, mail@Ann or `@Ann`',
      `<usertag>${Ann.id}</usertag> <@${Ann.id}> </usertag>`,
      '<\u2060usertag>',
    ];
    for (const message of said) held.send({ message, mentions: ids });
    await until(client, () => held.messages.length === said.length && held.messages.every((one) => !one.outgoing));

    const contents = toVueMessages(client, held, held.messages).map(({ content }) => content);
    const tag = (person: { id: string }) => `<usertag>${person.id}</usertag>`;
    expect(contents).toEqual([
      `${tag(Anna)}, not ${tag(Ann)}, mail@Ann or \`@Ann\``,
      `<\u2060usertag>${Ann.id}<\u2060/usertag> <\u2060@${Ann.id}> <\u2060/usertag>`,
      '<\u2060\u2060usertag>',
    ]);
  });
});

describe('pictures', () => {
  it('are shown small, and not requested before they are processed or when they were rejected', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const { id, url } = await upload(ada);
    await read(ada, url);
    const sent = await ada.does<MessageView>('POST', `/api/chats/${chat.id}/media-messages`, {
      message: '',
      media: { id },
    });
    const client = await clientOf(ben);
    const held = client.chat(chat.id)!;
    const [ready] = sent.media;
    const shows = (media: Partial<MediaView>) => {
      const message = { ...sent, media: [{ ...ready!, ...media }] };
      const [vue] = toVueMessages(client, held, [message]);
      const [gifted] = toGiftedChat(client, held, undefined, [message]).messages;
      return { file: vue?.files?.[0], image: gifted?.image };
    };

    const shown = shows({});
    expect(shown.file).toMatchObject({ type: 'image/png', ratio: 1, url: client.mediaUrl(url) });
    expect(shown.file?.preview).toBe(client.mediaUrl(`${url}?size=thumb`));
    expect(shown.image).toBe(client.mediaUrl(`${url}?size=preview`));
    for (const address of [shown.file!.url, shown.file!.preview!, shown.image!]) {
      expect([address, (await fetch(address)).status]).toEqual([address, 200]);
    }
    const unread = { thumbnailUrl: null, previewUrl: null, width: null, height: null };
    const processing = shows({ ...unread, status: 'processing', mimeType: 'image/heic' });
    expect(processing).toMatchObject({ file: { type: 'image/png', url: '' } });
    const rejected = shows({ ...unread, status: 'rejected', reason: 'broken' });
    expect(rejected).toMatchObject({ file: { name: 'cat', extension: 'png', type: '', url: '' } });
    for (const { file, image } of [processing, rejected])
      expect([file?.preview, image]).toEqual([undefined, undefined]);
  });
});
