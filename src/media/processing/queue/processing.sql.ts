// Raw, because a claim is one UPDATE whose row is chosen with SKIP LOCKED (two nodes never get the same job, and neither waits), and a turn
// is computed from other rows by the statement that inserts.

const WAITING = 'processed_at is null and failed_at is null';
/** A job whose lease has passed is due again: its node has ended. */
const DUE = 'run_at <= now() and (leased_until is null or leased_until < now())';

/**
 * Adds a job. Parameters: the ids of the content and of its owner.
 *
 * Owners take turns, as in fair queuing: a job gets the turn after that of the jobs under way, or the turn of the job that comes next, and
 * in any case a later turn than the jobs of its owner that wait. So the photo of one owner waits for one photo of each other owner, however
 * many these have uploaded before.
 */
export const ADD_JOB = `
  insert into media_jobs (content_id, owner_id, turn)
  select $1::uuid, $2::uuid, greatest(1,
    (select max(turn) + 1 from media_jobs where leased_until is not null and ${WAITING} and not is_background),
    (select turn from media_jobs where ${WAITING} and not is_background and leased_until is null and run_at <= now()
      order by is_background, turn limit 1),
    (select max(turn) + 1 from media_jobs where owner_id = $2 and ${WAITING} and not is_background))`;

/**
 * Claims a job: first one whose result is to be shown once more, which takes some milliseconds, then the one whose turn it is; those in the
 * background come last. Parameters: the lease, and how many seconds it lasts.
 */
export const CLAIM = `
  update media_jobs set lease = $1, leased_until = now() + $2 * interval '1 second', attempts = attempts + 1
  where content_id = coalesce(
    (select content_id from media_jobs where processed_at is not null and failed_at is null and ${DUE}
      order by run_at limit 1 for update skip locked),
    (select content_id from media_jobs where ${WAITING} and ${DUE}
      order by is_background, turn, run_at limit 1 for update skip locked))
  returning content_id "contentId", attempts, processed_at "processedAt", limit_kills "limitKills"`;

/** Milliseconds until a job is due that nobody holds, or until a lease passes. Both are the first row of a part of one index. */
export const UNTIL_NEXT = `
  select extract(epoch from least(
    (select run_at from media_jobs where failed_at is null and leased_until is null order by leased_until, run_at limit 1),
    (select leased_until from media_jobs where failed_at is null and leased_until is not null
      order by leased_until, run_at limit 1)) - now())::float8 * 1000 ms`;
