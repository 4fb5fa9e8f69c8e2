// Raw, because it unfolds the JSON of messages, and reads tables of modules that import this one; the rest are conditions for the QueryBuilder.

import { isPresent } from '../chats/membership.js';
import { deletedAt } from '../messages/views/message-row.js';

/**
 * Condition on a row of `media`: no message and no scheduled message carries the upload, and nobody and no group has it as avatar.
 * These tables belong to modules that import this one, so it names them in this file only.
 */
export const UNUSED = `not exists (select from attachments a where a.media_id = media.id)
  and not exists (select from scheduled_uploads s where s.media_id = media.id)
  and not exists (select from group_avatars g where g.media_id = media.id or g.pending_id = media.id)
  and not exists (select from user_avatars u where u.media_id = media.id or u.pending_id = media.id)`;

/**
 * Condition on a row of `media`: the user `:userId` is in a chat that has a visible message with the upload, or that has it as its avatar;
 * or it is the avatar of a person whose profile that user may see.
 */
export const SHARED = `exists (
  select from attachments a
  join participants p on p.chat_id = a.chat_id
  join messages m on m.chat_id = a.chat_id and m.id = a.message_id and m.seq > p.hidden_seq and ${deletedAt('m')} is null
  where a.media_id = media.id and p.user_id = :userId and ${isPresent('p')})
  or exists (
  select from group_avatars g join participants p on p.chat_id = g.chat_id
  where g.media_id = media.id and p.user_id = :userId and ${isPresent('p')})
  or exists (
  select from user_avatars u where u.media_id = media.id
    and not exists (select from blocks b where b.blocker_id = u.user_id and b.blocked_id = :userId))`;

/** Uploads among the media of a message, by id. Links to other servers are left out. */
const uploadsIn = (media: string): string =>
  `jsonb_array_elements(${media}) one where one->>'url' = '/api/media/' || (one->>'id')`;

/**
 * One row for each upload that a message, a scheduled message, a group or a person shows: the id of what shows it, and whether a row of the
 * table between them protects the upload from the sweep. Parameters: chat ids, messages of each chat, scheduled messages and people.
 */
export const SHOWN = `
  select m.id, exists (select from attachments a
      where a.chat_id = m.chat_id and a.message_id = m.id and a.media_id::text = u.id) "isHeld"
  from chats c join messages m on m.chat_id = c.id and m.seq > c.last_seq - $2 and m.media is not null
    cross join lateral (select one->>'id' id from ${uploadsIn('m.media')}) u
  where c.id = any ($1::uuid[])
  union all
  select s.id, exists (select from scheduled_uploads h
      where h.chat_id = s.chat_id and h.scheduled_id = s.id and h.media_id::text = u.id)
  from (select * from scheduled_messages order by send_at limit $3) s
    cross join lateral (select one->>'id' id from ${uploadsIn('s.media')}) u
  union all
  select c.id, exists (select from group_avatars g where g.chat_id = c.id and c.avatar = '/api/media/' || g.media_id)
  from chats c where c.id = any ($1::uuid[]) and c.avatar like '/api/media/%'
  union all
  select p.id, exists (select from user_avatars u where u.user_id = p.id and p.avatar = '/api/media/' || u.media_id)
  from (select * from users order by id desc limit $3) p where p.avatar like '/api/media/%'`;
