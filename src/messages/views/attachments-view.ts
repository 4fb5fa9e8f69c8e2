import type {
  AttachmentView,
  ContactView,
  LocationView,
  MessageExtras,
  PollView,
  StoredPoll,
} from '../../contract/views/message.view.js';

/** The result of a poll, as VOTES gives it. */
export interface Votes {
  closed: boolean;
  voters: number;
  /** By option id; null if nobody has voted. */
  options: Record<string, { count: number; participantIds: string[] }> | null;
}

/** SQL: whether the poll of a message `m` is closed, by somebody or because its time is over. */
export const POLL_CLOSED = `(coalesce((m.extras->'poll'->>'closed')::boolean, false)
    or coalesce((m.extras->'poll'->>'closesAt')::timestamptz <= clock_timestamp(), false))`;

/** SQL: when the poll of a message `m` will close by itself; null if it will not. */
export const POLL_CLOSES = `case when m.kind = 'poll' and (m.extras->'poll'->>'closesAt')::timestamptz > now()
    then (m.extras->'poll'->>'closesAt')::timestamptz end`;

/** SQL: the votes of a message `m`; null if it is no poll. The voters of an anonymous poll are left out. */
export const VOTES = `case when m.kind = 'poll' then (
    select json_build_object('closed', ${POLL_CLOSED},
      'voters', (select count(distinct participant_id) from votes where chat_id = m.chat_id and message_id = m.id),
      'options', json_object_agg(g.option, json_build_object('count', g.people, 'participantIds', g.ids)) filter (where g.option is not null))
    from (
      select option, count(*) people,
        case when (m.extras->'poll'->>'anonymous')::boolean then '{}' else (array_agg(participant_id order by participant_id))[:50] end ids
      from votes where chat_id = m.chat_id and message_id = m.id group by option) g) end`;

/** The attachments of a message besides media, as everybody may see them. */
export function attachmentsView(extras: MessageExtras | null, votes?: Votes | null): AttachmentView[] {
  if (extras?.poll) return [pollView(extras.poll, votes)];
  return (extras?.attachments ?? []).map((one) => (one.kind === 'location' ? locationView(one) : contactView(one)));
}

/** The attachments as one reader sees them. @param chosen ids of the poll options that the reader chose */
export function attachmentsFor(attachments: AttachmentView[], chosen: string[] | null): AttachmentView[] {
  return attachments.map((one) => (one.kind === 'poll' ? pollFor(one, chosen ?? []) : one));
}

function pollFor(poll: PollView, chosen: string[]): PollView {
  const options = poll.options.map(({ id, text, count, participantIds }) => ({
    id,
    text,
    count,
    mine: chosen.includes(id),
    participantIds,
  }));
  return { ...poll, options };
}

function pollView({ options, multiple, anonymous, closesAt, closed }: StoredPoll, votes?: Votes | null): PollView {
  const counted = options.map(({ id, text }) => {
    const { count = 0, participantIds = [] } = votes?.options?.[id] ?? {};
    return { id, text, count, participantIds };
  });
  const now = { voters: votes?.voters ?? 0, closesAt, closed: votes?.closed ?? closed };
  return { kind: 'poll', multiple, anonymous, options: counted, ...now };
}

/** With the keys in the order of the contract: jsonb stores them in another order. */
function locationView({ kind, latitude, longitude, name }: LocationView): LocationView {
  return { kind, latitude, longitude, name };
}

function contactView({ kind, name, phones, emails, userId }: ContactView): ContactView {
  return { kind, name, phones, emails, userId };
}
