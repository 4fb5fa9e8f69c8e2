import { allReceived } from './support/all-received.js';
import { people, person } from './support/people.js';
import { useServer } from './support/server.js';
import { numberedEvents } from './support/numbered-events.js';

useServer();

describe('editing a message', () => {
  it('changes it for everybody, with a rev of its own, and keeps the earlier version', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const first = await ada.says(chat, 'Helo');
    const answer = await ben.says(chat, 'hello', { reply: first.id });

    const received = ben.waitFor('message.updated');
    const edited = await ada.edits(first, 'Hello!');
    expect(edited).toMatchObject({ id: first.id, seq: 1, rev: 3, message: 'Hello!', createdAt: first.createdAt });
    expect(Date.parse(edited.editedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(first.createdAt));
    const { starred, ...shared } = edited;
    expect([await received, starred]).toEqual([shared, false]);

    const [newest, oldest] = await ben.sees(chat);
    expect(oldest).toEqual(edited);
    expect(newest).toMatchObject({ id: answer.id, reply: { id: first.id, message: 'Hello!' } });
    expect(await ben.does('GET', `/api/chats/${chat.id}/search-messages?q=helo`)).toEqual([]);
    expect(await ben.does('GET', `/api/chats/${chat.id}/search-messages?q=hello!`)).toMatchObject([{ id: first.id }]);
    expect(await ben.does('GET', `/api/chats/${chat.id}/messages/${first.id}/versions`)).toEqual([
      { message: 'Hello!', data: null, createdAt: edited.editedAt },
      { message: 'Helo', data: null, createdAt: first.createdAt },
    ]);
    expect(await ada.chat(chat)).toMatchObject({ lastSeq: 2, lastRev: 3 });
  });

  it('is carried out once, however often the same edit is requested', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const said = await ada.says(chat, 'one');

    await Promise.all(Array.from({ length: 8 }, () => ada.edits(said, 'two')));
    await ada.edits(said, 'two');
    await allReceived(ada, chat, ben.socket);
    expect(numberedEvents(ben.socket, chat).map(([, event]) => event)).toEqual([
      'message.created',
      'message.updated',
      'message.created',
    ]);
    expect(await ada.does('GET', `/api/chats/${chat.id}/messages/${said.id}/versions`)).toHaveLength(2);
  });

  it('shows in the chat list, if it is the last message', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const edited = await ada.edits(await ada.says(chat, 'one'), 'two');
    const [listed] = await ben.chats();
    expect(listed?.lastMessage).toEqual(edited);
    expect((await ben.chat(chat)).lastMessage).toEqual(edited);
  });

  it('leaves the id with the original send: a retry with the edited text gets 409', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const said = await ada.says(chat, 'one');
    const edited = await ada.edits(said, 'two');

    const path = `/api/chats/${chat.id}/messages`;
    const again = await ada.call('POST', path, { id: said.id, message: 'one' });
    expect([again.status, again.body.data]).toEqual([201, edited]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await ada.call('POST', path, { id: said.id, message: 'two' })).toMatchObject({
      status: 409,
      body: { code: 'message.id_taken' },
    });
  });

  it('can remove the text of a message with media, but not of a message that has only text', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const media = await ada.does<{ id: string; chatId: string }>('POST', `/api/chats/${chat.id}/media-messages`, {
      message: 'look',
      media: 'https://example.com/a.png',
    });
    expect(await ada.edits(media, '')).toMatchObject({ message: '', media: [{ url: 'https://example.com/a.png' }] });

    const said = await ada.says(chat, 'words');
    for (const message of ['', 'x'.repeat(4001), null, 5]) {
      const refused = await ada.call('PATCH', `/api/chats/${chat.id}/messages/${said.id}`, { message });
      expect(refused).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    }
    expect(await ben.sees(chat)).toMatchObject([{ message: 'words' }, { message: '' }]);
  });

  it('is allowed only to the sender, while they are in the chat and the message is not deleted', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const eve = await person('eve');
    const chat = await ada.opensGroup('Two', ben);
    const said = await ben.says(chat, 'mine');

    await expect(ada.edits(said, 'yours')).rejects.toMatchObject({ code: 'message.not_yours' });
    await expect(eve.edits(said, 'ours')).rejects.toMatchObject({ code: 'chat.not_found' });
    await expect(ben.edits({ ...said, id: chat.id }, 'none')).rejects.toMatchObject({ code: 'message.not_found' });
    expect(await ben.edits(said, 'still mine')).toMatchObject({ message: 'still mine' });
    await ben.deletes(said);
    await expect(ben.edits(said, 'back')).rejects.toMatchObject({ code: 'message.deleted' });
    const other = await ben.says(chat, 'another');
    await ben.leaves(chat);
    await expect(ben.edits(other, 'from outside')).rejects.toMatchObject({ code: 'chat.not_found' });
  });
});
