/** How a poll stands, as VOTES gives it. Of one that was just sent there is nothing to know yet. */
export interface Votes {
  closed: boolean;
  voters: number;
  /** By option id; null where nobody chose anything. */
  options: Record<string, { count: number; participantIds: string[] }> | null;
}

/** Whether the poll of a message `m` is closed, by somebody or by the time it is. */
export const POLL_CLOSED = `(coalesce((m.extras->'poll'->>'closed')::boolean, false)
    or coalesce((m.extras->'poll'->>'closesAt')::timestamptz <= clock_timestamp(), false))`;

/** When the time of a poll `m` will be over; null where nothing ends by itself. */
export const POLL_CLOSES = `case when m.kind = 'poll' and (m.extras->'poll'->>'closesAt')::timestamptz > now()
    then (m.extras->'poll'->>'closesAt')::timestamptz end`;

/** Of a message `m`; votes are looked for only where it is a poll. Who cast them stays here where the poll is anonymous. */
export const VOTES = `case when m.kind = 'poll' then (
    select json_build_object('closed', ${POLL_CLOSED},
      'voters', (select count(distinct participant_id) from votes where chat_id = m.chat_id and message_id = m.id),
      'options', json_object_agg(g.option, json_build_object('count', g.people, 'participantIds', g.ids)) filter (where g.option is not null))
    from (
      select option, count(*) people,
        case when (m.extras->'poll'->>'anonymous')::boolean then '{}' else (array_agg(participant_id order by participant_id))[:50] end ids
      from votes where chat_id = m.chat_id and message_id = m.id group by option) g) end`;
