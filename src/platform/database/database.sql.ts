// Raw, because session settings, advisory locks, SQL functions and running transactions have no entity.

/** Has no effect. It shows whether the database answers. */
export const PING = 'select 1';

/** For reads that must agree with each other: the transaction reads one snapshot, and writes nothing. */
export const ONE_SNAPSHOT = 'set transaction isolation level repeatable read read only';

/** Each statement of the transaction is cancelled after a second. */
export const CANCEL_AFTER_A_SECOND = `select set_config('statement_timeout', '1000', true)`;

/** Makes all later transactions of the session read-only, or writable again. `$1`: on or off. */
export const READ_ONLY = `select set_config('default_transaction_read_only', $1, false)`;

/** Waits until no other session holds the lock `$1`. */
export const LOCK = 'select pg_advisory_lock($1)';

/** Releases all advisory locks of the session. */
export const UNLOCK_ALL = 'select pg_advisory_unlock_all()';

/** Time limits of a session. */
export const TIME_LIMITS = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'] as const;
type TimeLimit = (typeof TIME_LIMITS)[number];

/** Turns off a time limit of the session. */
export const liftLimit = (limit: TimeLimit): string => `set ${limit} = 0`;

/** Sets a time limit back to the value that the connection was opened with. */
export const restoreLimit = (limit: TimeLimit): string => `reset ${limit}`;

/** The comment of the SQL function `$1`; null where there is no function, or no comment. */
export const COMMENT_OF_FUNCTION = `select obj_description(to_regproc($1), 'pg_proc') comment`;

/** `comment` takes no parameters. @param name @param text both must come from our own files */
export const commentOnFunction = (name: string, text: string): string => `comment on function ${name} is '${text}'`;

/** SQL: the current position of the journal, which is the snapshot of the statement. */
export const STANDING = 'pg_current_snapshot()::text';

/**
 * SQL: a move was committed since the position `from`, whose snapshot does not include its transaction. Each move is found once, also one
 * that was committed late. The index on `xid` finds them, so a read costs as much as there are such moves, however long another transaction
 * stays open. `pg_visible_in_snapshot` says the same, but would read all moves since the oldest open transaction.
 */
export const committedSince = (move: string, from: string): string =>
  `(${move}.xid >= pg_snapshot_xmax(${from}::pg_snapshot) or ${move}.xid = any (array(select pg_snapshot_xip(${from}::pg_snapshot))))`;

/** The current position of the journal. */
export const POSITION = `select ${STANDING} next`;

/** The moves committed since the position `$1`, and the current position: one row without a move where there is none. */
export const MOVES_SINCE = `
  select ${STANDING} next, m.xid::text, m.chat_ids "chatIds", m.revs, m.user_ids "userIds", m.session_ids "sessionIds"
  from (values (1)) one
  left join moves m on ${committedSince('m', '$1')}`;

/** What identifies a history of numbers: the id of the epoch, the server and its timeline. */
export const ORIGIN = `
  select e.id, s.system_identifier::text system, c.timeline_id timeline
  from epoch e, pg_control_system() s, pg_control_checkpoint() c`;
