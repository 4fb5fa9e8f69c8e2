import { readFileSync } from 'node:fs';

import type { OpenAPIObject } from '@nestjs/swagger';

import { ERRORS } from '../src/contract/errors.js';
import { CLIENT_EVENTS, SERVER_EVENTS, type ServerEvent } from '../src/contract/events.js';
import type { MessageView } from '../src/contract/views/message.view.js';
import { EXAMPLES, expectAsDocumented, REALTIME } from './support/documented-events.js';
import { setFaults, clearFaults } from './support/faults.js';
import { cancels, schedules } from './support/scheduling.js';
import { upload } from './support/files.js';
import { people } from './support/people.js';
import { call } from './support/person.js';
import { routesOf } from './support/routes.js';
import { server, useServer } from './support/server.js';

// A fault plan applies only on the node where it is set.
useServer({}, { one: true });

/** socket-drain.spec.ts compares it, because its server is of no use afterwards. */
const NOT_COMPARED = 'server.draining' satisfies ServerEvent;

const read = (file: string) => readFileSync(`docs/${file}`, 'utf8');
const openapi = JSON.parse(read('openapi.json')) as OpenAPIObject;
const errors = read('errors.md');

/** The words in backticks at the beginning of the rows of a document's tables. */
const rowsOf = (text: string) => [...text.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, word]) => word!);
const section = (title: string) => REALTIME.split(`\n## ${title}\n`)[1]!.split('\n## ')[0]!;

describe('the documents', () => {
  it('list exactly the calls that exist', async () => {
    const documented = Object.entries(openapi.paths).flatMap(([path, calls]) =>
      Object.keys(calls).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const served = await routesOf(server());
    expect(documented.sort()).toEqual(served.sort());
    expect(served.length).toBeGreaterThan(25);
  });

  it('list exactly the fields of a chat, a message, media, a login and an error', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const message = await ada.says(chat, 'hello');
    const { media } = await ada.does<MessageView>('POST', `/api/chats/${chat.id}/media-messages`, {
      message: '',
      media: 'https://example.com/cat.png',
    });
    const refused = await ada.call('GET', '/api/chats/none');
    const answers = {
      ChatView: chat,
      MessageView: message,
      MediaView: media[0],
      LoginView: ada.login,
      ErrorView: refused.body,
    };
    for (const [name, answer] of Object.entries(answers)) {
      const { properties } = openapi.components!.schemas![name] as { properties: object };
      expect([name, Object.keys(properties).sort()]).toEqual([name, Object.keys(answer as object).sort()]);
    }
  });

  it('list exactly the error codes that exist, with their status', () => {
    const documented = [...errors.matchAll(/^\| `([^`]+)` +\| (\d+) +\|/gm)].map(([, code, status]) => [code, status]);
    expect(documented).toEqual(Object.entries(ERRORS).map(([code, { status }]) => [code, String(status)]));
  });

  it('list exactly the events that exist', () => {
    expect(rowsOf(section('What you hear'))).toEqual(Object.keys(SERVER_EVENTS));
    expect(rowsOf(section('What you say'))).toEqual(Object.keys(CLIENT_EVENTS));
  });

  it('show each event with exactly the fields that it arrives with, also those of the objects in it', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const chat = await ada.opensGroup('Boats', ben);
    const { id } = await ada.says(chat, 'hello');
    await ben.reacts({ id, chatId: chat.id }, '👍');
    await ben.unreacts({ id, chatId: chat.id }, '👍');
    await ada.edits({ id, chatId: chat.id }, 'hello!');
    const delivered = ada.waitFor('receipt.delivered');
    await ben.receives(chat, 1);
    await delivered;
    await ben.reads(chat, 1);
    const missed = ben.waitFor('sync.needed');
    await setFaults(ben, { drop: 1 });
    const pushed = ada.waitFor('message.created');
    await ada.says(chat, 'Ben does not receive this');
    await pushed;
    await clearFaults(ben);
    await missed;
    await ada.does('PUT', `/api/chats/${chat.id}/pin`);
    for (const set of ['archive', 'mute', 'marked-unread']) await ada.does('PUT', `/api/chats/${chat.id}/${set}`);
    await ada.does('PUT', `/api/chats/${chat.id}/draft`, { message: 'well', version: 0 });
    await ada.does('PUT', `/api/chats/${chat.id}/messages/${id}/star`);
    const poll = await ada.says(chat, 'Sail?', { poll: { options: ['yes', 'no'] } });
    const options = poll.attachments.flatMap((one) => (one.kind === 'poll' ? [one.options[0]?.id] : []));
    await ada.does('PUT', `/api/chats/${chat.id}/messages/${poll.id}/vote`, { options });
    await cancels(ada, await schedules(ada, chat, 'later'));
    const reminder = `/api/chats/${chat.id}/messages/${id}/reminder`;
    const due = ada.waitFor('reminder.due');
    await ada.does('PUT', reminder, { remindAt: new Date(Date.now() + 500).toISOString() });
    await due;
    await ada.does('DELETE', reminder);
    await ada.deletes({ id, chatId: chat.id }, 'me');
    await ada.does('DELETE', `/api/chats/${chat.id}/history`);
    await ada.deletes({ id, chatId: chat.id });
    const processed = ada.waitFor('media.updated', undefined, 20_000);
    await upload(ada);
    await processed;
    const renamed = ben.waitFor('user.updated');
    await ada.does('PATCH', '/api/me', { name: 'Ada L.' });
    await renamed;
    await ben.socket!.request('typing.start', { chatId: chat.id });
    await ben.socket!.request('typing.stop', { chatId: chat.id });
    await ben.socket!.request('presence.set', { status: 'offline' });
    await ada.sets(chat, { title: 'Ships' });
    await cleo.joins(await ada.makesLink(chat, { needsApproval: true }));
    await ada.adds(chat, cleo);
    await ada.does('PUT', `/api/users/${cleo.id}/block`);
    const heir = ben.waitFor('participant.updated');
    await cleo.leaves(chat);
    await ada.leaves(chat);
    await heir;
    const ended = ada.waitFor('session.ended');
    await ada.does('POST', '/api/logout');
    await ended;

    const shown = Object.keys(SERVER_EVENTS).filter((event) => event !== 'chat.created');
    expect([...EXAMPLES.keys()]).toEqual(shown);
    const received = [...ada.socket!.received, ...ben.socket!.received].filter(({ event }) => shown.includes(event));
    expect(shown.filter((event) => !received.some((one) => one.event === event))).toEqual([NOT_COMPARED]);
    for (const { event, payload } of received) expectAsDocumented(event, payload as object);
  });

  it('of the calls are served at `/docs/api`, with all their files from this server', async () => {
    const { body } = await call('GET', '/docs/api');
    const page = (body as unknown as { text: string }).text;
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!);
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const { status } = await call('GET', new URL(file, 'http://here/docs/api').pathname);
      expect([file, file.startsWith('./'), status]).toEqual([file, true, 200]);
    }
  });
});
