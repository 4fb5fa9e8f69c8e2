import type { SessionView } from '../../src/contract/views/user.view.js';
import type { InviteLinkView } from '../../src/contract/views/chat.view.js';
import { AppBackEnd, asOperator } from './app-back-end.js';
import { upload } from './files.js';
import { goodValues } from './good-values.js';
import { schedules } from './scheduling.js';
import { onAnotherDevice, people } from './people.js';
import { server } from './server.js';

/** Data in which every call has something to act on, and a valid value for each of its fields. */
export async function world() {
  const { ada, ben, eve } = await people('ada', 'ben', 'eve');
  const chat = await ada.opensChatWith(ben);
  const message = await ada.says(chat, 'hello');
  const group = await ada.opensGroup('A group', ben);
  const link = await ada.does<InviteLinkView>('POST', `/api/chats/${group.id}/invite-links`, { needsApproval: true });
  const scheduled = await schedules(ada, chat, 'later');
  const media = await upload(ada);
  await onAnotherDevice(ada);
  const app = await AppBackEnd.withKey();
  await server().sql('update users set external_id = id::text where id in ($1, $2)', [ada.id, ben.id]);
  const sessions = await ada.does<SessionView[]>('GET', '/api/me/sessions');
  const inPath: Record<string, string> = {
    user: ada.id,
    status: 'online',
    emoji: '%F0%9F%91%8D',
    chat: chat.id,
    message: message.id,
    participant: chat.participantId,
    scheduled: scheduled.id,
    media: media.id,
    session: sessions[1]?.id ?? '',
    link: link.id,
    code: link.code,
    externalId: ada.id,
    key: 'nonenonenone',
  };
  const inBody = () => goodValues({ ben: ben.id, chat: chat.id, message: message.id });
  /** The headers of a call that cannot be ada's: those of the server API have a key, those of operators a token. */
  const headersFor = ({ method, path }: { method: string; path: string }): Record<string, string> => {
    if (path.startsWith('/api/server/')) return { authorization: `Bearer ${app.key}` };
    return OF_OPERATORS.includes(`${method} ${path}`) || path.startsWith('/api/operator/') ? asOperator : {};
  };
  return { ada, ben, eve, chat, group, inPath, inBody, headersFor };
}

export type World = Awaited<ReturnType<typeof world>>;

const OF_OPERATORS = ['GET /api/invites', 'POST /api/invites', 'DELETE /api/invites/{code}'];

const TABLES = ['users', 'sessions', 'chats', 'participants', 'messages', 'stars', 'media', 'attachments'] as const;

/** The number of rows in each table. */
export async function rowCounts(): Promise<Record<(typeof TABLES)[number], number>> {
  const counts = TABLES.map((table) => `(select count(*)::int from ${table}) as ${table}`);
  const [found] = await server().sql<Awaited<ReturnType<typeof rowCounts>>>(`select ${counts.join(', ')}`);
  if (!found) throw new Error('nothing counted');
  return found;
}

/** The valid values as texts, for a form. */
export function asForm({ inBody, ben }: World): Record<string, string> {
  const values = Object.entries({ ...inBody(), participants: ben.id });
  return Object.fromEntries(
    values.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

export function multipart(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  return form;
}
