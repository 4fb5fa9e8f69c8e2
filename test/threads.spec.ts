import type { ChatView, ThreadView } from '../src/contract/views/chat.view.js';
import { syncs } from './support/sync-calls.js';
import { people } from './support/people.js';
import type { Person } from './support/person.js';
import { useServer } from './support/server.js';

useServer();

type Root = { id: string; chatId: string };

const follows = (person: Person, { id, chatId }: Root) =>
  person.does<ChatView>('PUT', `/api/chats/${chatId}/messages/${id}/thread`);
const unfollows = (person: Person, { id, chatId }: Root) =>
  person.does('DELETE', `/api/chats/${chatId}/messages/${id}/thread`);
const threads = (person: Person, chat: { id: string }) =>
  person.does<ThreadView[]>('GET', `/api/chats/${chat.id}/threads`);

async function cast() {
  const all = await people('ada', 'ben', 'cleo', 'eve');
  const chat = await all.ada.opensGroup('Boats', all.ben, all.cleo);
  return { ...all, chat, root: await all.ada.says(chat, 'Who sails?') };
}

describe('a thread', () => {
  it('is a chat of the people who follow it, and its messages do not count as unread in the chat of its root', async () => {
    const { ada, ben, cleo, eve, chat, root } = await cast();
    await cleo.reads(chat, 1);
    const [known, marked] = [
      ada.waitFor('chat.created', ({ type }) => type === 'thread'),
      cleo.waitFor('message.updated'),
    ];
    const thread = await follows(ben, root);

    expect(thread).toMatchObject({ type: 'thread', thread: { chatId: chat.id, messageId: root.id }, lastSeq: 0 });
    expect(thread.participants.map(({ user }) => user.name).sort()).toEqual(['ada', 'ben']);
    expect(await known).toMatchObject({ id: thread.id, type: 'thread' });
    expect(await marked).toMatchObject({ id: root.id, rev: 2, threadId: thread.id });

    const received = ada.waitFor('message.created');
    await ben.says(thread, 'I do');
    expect(await received).toMatchObject({ chatId: thread.id, seq: 1 });
    expect(await cleo.chat(chat)).toMatchObject({ lastSeq: 1, lastRev: 2, unreadCount: 0 });
    expect(await ada.chat(thread)).toMatchObject({ unreadCount: 1 });
    await expect(cleo.says(thread, 'me, too')).rejects.toMatchObject({ code: 'chat.not_found' });
    await expect(follows(eve, root)).rejects.toMatchObject({ code: 'chat.not_found' });

    expect(await threads(cleo, chat)).toMatchObject([
      { chatId: thread.id, messageId: root.id, lastSeq: 1, participantCount: 2, following: false },
    ]);
    expect((await ada.chats()).map(({ id }) => id)).toEqual([chat.id]);
    expect((await ada.chats('?threads=true')).map(({ id }) => id).sort()).toEqual([chat.id, thread.id].sort());
    expect(Object.keys((await syncs(ada)).digest ?? {})).toContain(thread.id);
  });

  it('exists once, even if several people begin it at once, and can be left and joined again', async () => {
    const { ada, ben, cleo, chat, root } = await cast();
    const begun = await Promise.all([ada, ben, cleo, ben].map((person) => follows(person, root)));
    expect(new Set(begun.map(({ id }) => id)).size).toBe(1);
    const thread = await follows(cleo, root);
    expect(thread.participantCount).toBe(3);
    await ada.says(thread, 'hello');

    const gone = ada.waitFor('participant.left');
    await unfollows(cleo, root);
    await unfollows(cleo, root);
    expect(await gone).toMatchObject({ chatId: thread.id, participant: { id: thread.participantId } });
    await expect(cleo.chat(thread)).rejects.toMatchObject({ code: 'chat.not_found' });
    expect(await threads(cleo, chat)).toMatchObject([{ participantCount: 2, following: false }]);

    expect(await follows(cleo, root)).toMatchObject({ participantCount: 3, unreadCount: 0, lastSeq: 1 });
    const received = cleo.waitFor('message.created', ({ chatId }) => chatId === thread.id);
    await ben.says(thread, 'welcome back');
    expect(await received).toMatchObject({ seq: 2 });
  });

  it('needs a root that is not in a thread and not deleted, and stays when its root is deleted later', async () => {
    const { ada, ben, chat, root } = await cast();
    const thread = await follows(ben, root);
    const inside = await ben.says(thread, 'inside');
    await expect(follows(ada, inside)).rejects.toMatchObject({ code: 'thread.in_thread' });
    const gone = await ada.says(chat, 'gone');
    await ada.deletes(gone);
    await expect(follows(ben, gone)).rejects.toMatchObject({ code: 'message.deleted' });
    await expect(follows(ben, { ...root, id: chat.id })).rejects.toMatchObject({ code: 'message.not_found' });

    await ada.deletes(root);
    expect(await ben.chat(thread)).toMatchObject({ lastMessage: { message: 'inside' } });
    expect((await ben.sees(chat)).at(-1)).toMatchObject({ message: '', threadId: thread.id });
  });
});
