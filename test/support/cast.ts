import { randomUUID } from 'node:crypto';

import type { SessionView } from '../../src/contract/auth.view.js';
import { upload } from './files.js';
import { people } from './people.js';
import { type Answer, call, type Person } from './person.js';

/** Ada and Ben share a chat; Cleo has left it; Eve was never in it. */
export async function cast() {
  const { ada, ben, cleo, eve } = await people('ada', 'ben', 'cleo', 'eve');
  const chat = await ada.opensGroup('A group', ben, cleo);
  const [message, media] = [await ada.says(chat, 'hello'), await upload(ada)];
  await ada.does('POST', `/api/chats/${chat.id}/media-messages`, { message: '', media: { id: media.id } });
  const poll = await ada.says(chat, 'which?', { poll: { options: ['this', 'that'] } });
  await cleo.leaves(chat);
  const benInIt = await ben.chat(chat);
  const [session] = await ben.does<SessionView[]>('GET', '/api/me/sessions');
  const inIt = {
    chat: chat.id,
    message: message.id,
    participant: benInIt.participantId,
    media: media.id,
    poll: poll.id,
  };
  const ids = { ...inIt, user: ben.id, said: message.id, session: session?.id ?? '' };
  return { ada, ben, cleo, eve, ids };
}

type Ids = Awaited<ReturnType<typeof cast>>['ids'];

/** Routes whose message is to be a poll. */
const POLLS = /\/(vote|poll\/close)$/;

/** A call of a route that succeeds for Ben; each id can be another one. */
export function tried(route: string, ids: Ids, headers: Record<string, string> = {}): Promise<Answer> {
  const [method = '', pattern = ''] = route.split(' ');
  const message = POLLS.test(route) && ids.message === ids.said ? ids.poll : ids.message;
  const path = pattern.replace(
    /:(\w+)/g,
    (_, name: string) => ({ ...ids, message, status: 'online', emoji: encodeURIComponent('👍') })[name] ?? '',
  );
  const query = path.endsWith('/search-messages') || path === '/api/users' ? '?q=hello' : '';
  return call(method, path + query, bodyOf(route, ids), headers);
}

function bodyOf(route: string, { user, chat, said }: Ids): unknown {
  if (route === 'POST /api/media') return fileForm();
  if (route.startsWith('GET')) return undefined;
  if (route.endsWith('/participants')) return { participants: [user] };
  const email = `${randomUUID()}@example.com`;
  const origin = { chatId: chat, messageId: said };
  const account = { email, password: 'a password for tests', name: 'somebody' };
  const more = { ...origin, options: [] };
  return {
    ...account,
    ...more,
    participants: [user, randomUUID()],
    message: 'hi',
    media: 'https://example.com/a.png',
    seq: 1,
  };
}

function fileForm(): FormData {
  const form = new FormData();
  form.append('media', new Blob(['some text']), 'notes.txt');
  return form;
}

export const as = (person: Person) => ({ authorization: `Bearer ${person.token}` });

/** Status and body, to the letter. */
export const letter = ({ status, body }: Answer) => `${status} ${JSON.stringify(body)}`;
