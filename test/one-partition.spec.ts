import { readFileSync } from 'node:fs';

import type { ChatView } from '../src/contract/views/chat.view.js';
import type { Changes } from '../src/chats/timeline/changes.js';
import type { MessageReader } from '../src/messages/history/message-reader.js';
import type { MessageChanges } from '../src/messages/history/missed-messages.js';
import { fillChats } from './support/filled-chats.js';
import { people } from './support/people.js';
import { numbersOf, touchedBy } from './support/partition-plans.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';
import { syncs } from './support/sync-calls.js';

// Before the hook of `useServer`, which empties these tables row by row: that takes half a minute while each statement is explained.
afterEach(() => server().sql('truncate users, chats, messages, changes cascade'));
useServer({}, { own: true, one: true });

const OPERATIONS = readFileSync('docs/operations.md', 'utf8');

/** Statements of background jobs, which may run at any time. */
const BACKGROUND = [/^with looked as/, /ORDER BY "(m|Message)"\."expires_at" ASC LIMIT/];

interface Scene {
  ada: Person;
  ben: Person;
  cleo: Person;
  chat: ChatView;
  /** Ada's message in it. */
  message: { id: string; chatId: string };
}

type Step = (scene: Scene) => Promise<unknown>;

const at = ({ chat, message }: Scene) => `/api/chats/${chat.id}/messages/${message.id}`;

/** What touches one partition, in the order in which it is done. */
const ONE: Record<string, Step> = {
  'send a message': ({ ada, chat }) => ada.says(chat, 'a first message'),
  'reply, and mention somebody': ({ ben, chat, message }) =>
    ben.says(chat, 'an answer', { reply: message.id, mentions: [chat.participantId] }),
  'read a page of the history': ({ ben, chat }) => ben.sees(chat),
  'read one message': (scene) => scene.ben.does('GET', at(scene)),
  'search in a chat': ({ ben, chat }) => ben.does('GET', `/api/chats/${chat.id}/search-messages?q=first`),
  'open a chat': ({ ben, chat }) => ben.chat(chat),
  react: ({ ben, message }) => ben.reacts(message, '👍'),
  'take a reaction back': ({ ben, message }) => ben.unreacts(message, '👍'),
  'mark as read': ({ cleo, chat }) => cleo.reads(chat, 3),
  'mark as delivered': ({ ada, chat }) => ada.receives(chat, 3),
  'sync one chat': ({ ben, chat }) => syncs(ben, { [chat.id]: [1, 1, 0, 1] }),
  'read the feed': async ({ chat }) => {
    await server().service<Changes>('chats/timeline/changes', 'Changes').between(chat.id, 0, 9);
    await server().service<MessageChanges>('messages/history/missed-messages', 'MessageChanges').between(chat.id, 0, 9);
    await server().service<MessageReader>('messages/history/message-reader', 'MessageReader').since(chat.id, 1, 9);
  },
  'edit a message': ({ ada, message }) => ada.edits(message, 'another text'),
  'star a message': (scene) => scene.ben.does('PUT', `${at(scene)}/star`),
  'save a draft': ({ ben, chat }) => ben.does('PUT', `/api/chats/${chat.id}/draft`, { message: 'draft', version: 0 }),
  'delete a message for oneself': ({ ben, message }) => ben.deletes(message, 'me'),
  'delete a message for everybody': ({ ada, message }) => ada.deletes(message),
};

/** What touches several partitions. docs/operations.md says what that costs. */
const SEVERAL: Record<string, Step> = {
  'load the chat list': ({ ben }) => ben.chats(),
  'load the chat list again': ({ ben }) => ben.chats(),
  'sync all chats': ({ ben }) => syncs(ben),
  'count all unread messages': ({ ben }) => ben.does('GET', '/api/me/unread'),
  'list the starred messages': ({ ben }) => ben.does('GET', '/api/starred'),
  'search all chats': ({ ben }) => ben.does('GET', '/api/search?q=first'),
  'find a direct chat, or start one': ({ ben, cleo }) => ben.opensChatWith(cleo),
  'connect a socket': ({ cleo }) => cleo.connects(),
  'begin a thread': async ({ ada, chat }) => {
    const { id } = await ada.says(chat, 'about this');
    await ada.does('PUT', `/api/chats/${chat.id}/messages/${id}/thread`);
  },
  'mute a chat': ({ ben, chat }) => ben.does('PUT', `/api/chats/${chat.id}/mute`, {}),
  'change a role': ({ ada, chat }) => ada.changesRole(chat, { id: chat.participants[1]!.id }, 'admin'),
  'leave a group': ({ cleo, chat }) => cleo.leaves(chat),
};

/** The statements of a step that touched several partitions. */
async function spreadBy(step: Step, scene: Scene): Promise<string[]> {
  await server().plans();
  await step(scene);
  return touchedBy(await server().plans())
    .filter((touched) => numbersOf(touched).size > 1)
    .map(({ statement }) => statement)
    .filter((statement) => !BACKGROUND.some((job) => job.test(statement)));
}

describe('on tables that are partitioned by chat', () => {
  it('whatever concerns one chat touches one partition, and only the documented calls touch more', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const chat = await ada.opensGroup('friends', ben, cleo);
    const scene: Scene = { ada, ben, cleo, chat, message: await ada.says(chat, 'the first one') };
    await fillChats([ada, ben, cleo]);

    const spread: Record<string, string[]> = {};
    for (const [name, step] of Object.entries(ONE)) spread[name] = await spreadBy(step, scene);
    expect(spread).toEqual(Object.fromEntries(Object.keys(ONE).map((name) => [name, []])));

    for (const [name, step] of Object.entries(SEVERAL)) {
      expect(OPERATIONS).toContain(`| ${name} `);
      expect([name, (await spreadBy(step, scene)).length > 0]).toEqual([name, true]);
    }
  }, 60_000);
});
