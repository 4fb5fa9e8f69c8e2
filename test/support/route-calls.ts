import { randomUUID } from 'node:crypto';

import type { SessionView } from '../../src/contract/views/user.view.js';
import type { InviteLinkView } from '../../src/contract/views/chat.view.js';
import { makeKey } from './app-back-end.js';
import { bodyFor, documentedCalls } from './documented-calls.js';
import { form, upload } from './files.js';
import { hours, schedules } from './scheduling.js';
import { people } from './people.js';
import { type Answer, call, type Person } from './person.js';
import { server } from './server.js';

/** Ada and Ben share a chat; Cleo has left it; Eve was never in it; Fay has asked to join, and has a link for it. */
export async function groupAndOutsiders() {
  const { ada, ben, cleo, eve, fay } = await people('ada', 'ben', 'cleo', 'eve', 'fay');
  const chat = await ada.opensGroup('A group', ben, cleo);
  const [message, media] = [await ada.says(chat, 'hello'), await upload(ada)];
  await ada.does('POST', `/api/chats/${chat.id}/media-messages`, { message: '', media: { id: media.id } });
  const poll = await ada.says(chat, 'which?', { poll: { options: ['this', 'that'] } });
  await cleo.leaves(chat);
  const scheduled = await schedules(ben, chat, 'later');
  const benInIt = await ben.chat(chat);
  const links = `/api/chats/${chat.id}/invite-links`;
  const link = await ada.does<InviteLinkView>('POST', links, { needsApproval: true });
  const knock = await ada.does<InviteLinkView>('POST', links, { needsApproval: true });
  await fay.does('POST', `/api/invites/${knock.code}/join`);
  const [session] = await ben.does<SessionView[]>('GET', '/api/me/sessions');
  const inIt = { chat: chat.id, message: message.id, participant: benInIt.participantId, media: media.id };
  const wayIn = { link: link.id, code: knock.code, asker: fay.id };
  await server().sql(`update users set external_id = 'ben' where id = $1`, [ben.id]);
  const key = (await makeKey('to rotate', ['users:read'])).id;
  const ofApp = { externalId: 'ben', key };
  const his = {
    upload: randomUUID(),
    identity: randomUUID(),
    user: ben.id,
    session: session?.id ?? '',
    scheduled: scheduled.id,
  };
  const ids = { ...inIt, ...wayIn, ...his, ...ofApp, poll: poll.id, said: message.id };
  return { ada, ben, cleo, eve, fay, ids };
}

type Ids = Awaited<ReturnType<typeof groupAndOutsiders>>['ids'];

/** Routes that need a message with a poll. */
const POLLS = /\/(vote|poll\/close)$/;

/** A call of a route that succeeds for Ben. The ids may be replaced, and values of its body. */
export function callRoute(route: string, ids: Ids, headers: Record<string, string> = {}, values = {}): Promise<Answer> {
  const [method = '', pattern = ''] = route.split(' ');
  const message = POLLS.test(route) && ids.message === ids.said ? ids.poll : ids.message;
  const path = pattern.replace(
    /:(\w+)/g,
    (_, name: string) =>
      ({ ...ids, ...joinRequestUser(route, ids), message, status: 'online', emoji: encodeURIComponent('👍') })[name] ??
      '',
  );
  return call(method, path + queryOf(route), bodyOf(route, ids, values), headers);
}

function queryOf(route: string): string {
  if (route.endsWith('/search-messages') || ['GET /api/users', 'GET /api/search'].includes(route)) return '?q=hello';
  return route.startsWith('DELETE') && route.endsWith('/draft') ? '?version=0' : '';
}

/** A request to join is identified by the user who asked. */
const joinRequestUser = (route: string, { user, asker }: Ids) => ({
  user: route.includes('/join-requests/') ? asker : user,
});

function bodyOf(route: string, { user, chat, said }: Ids, values: object): unknown {
  if (route === 'POST /api/media') return fileForm();
  if (route.startsWith('PUT') && route.endsWith('/avatar')) return form({}, { as: 'avatar' });
  if (route.startsWith('GET')) return undefined;
  if (route.includes('/api/server/')) return serverBody(route);
  if (route.endsWith('/participants')) return { participants: [user] };
  if (route.startsWith('PATCH /api/chats/:chat/participants/')) return { role: 'admin' };
  if (route === 'PATCH /api/chats/:chat') return { title: 'Another title' };
  const email = `${randomUUID()}@example.com`;
  const origin = { chatId: chat, messageId: said };
  const password = 'a password for tests';
  const account = { email, password, current: password, name: 'somebody', token: 'of no mail', code: '123456' };
  const content = {
    message: 'hi',
    media: 'https://example.com/a.png',
    seq: 1,
    version: 0,
    reason: 'spam',
    options: [],
    seconds: 60,
    sendIn: 60,
    remindAt: hours(1),
    seed: 1,
    code: 'a-code',
  };
  return onlyKnown(route, { ...account, ...origin, ...content, participants: [user, randomUUID()], ...values });
}

/** A body for a call of the server API. */
function serverBody(route: string): object {
  const users = [{ externalId: 'ben', name: 'ben' }];
  const messages = [{ id: randomUUID(), message: 'hi' }];
  const values = {
    name: 'ben',
    scopes: ['users:read'],
    participants: ['ben'],
    message: 'hi',
    role: 'admin',
    users,
    messages,
  };
  return onlyKnown(route, values);
}

function onlyKnown(route: string, values: Record<string, unknown>): object {
  const pattern = route.replace(/:(\w+)/g, '{$1}');
  const documented = documentedCalls().find(({ method, path }) => `${method} ${path}` === pattern);
  return documented ? bodyFor(documented, values) : {};
}

function fileForm(): FormData {
  const form = new FormData();
  form.append('media', new Blob(['some text']), 'notes.txt');
  return form;
}

export const as = (person: Person) => ({ authorization: `Bearer ${person.token}` });

/** Status and body as an exact text. */
export const exactAnswer = ({ status, body }: Answer) => `${status} ${JSON.stringify(body)}`;
