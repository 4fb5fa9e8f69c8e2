// Raw, because a claim is one UPDATE whose row is chosen with SKIP LOCKED: two nodes never get the same job, and neither waits.

/**
 * Claims the job that is due longest; those in the background come last. Parameters: the lease, and how many seconds it lasts.
 * A job whose lease has passed is due again: its node has ended.
 */
export const CLAIM = `
  update media_jobs set lease = $1, leased_until = now() + $2 * interval '1 second', attempts = attempts + 1
  where content_id = (
    select content_id from media_jobs
    where failed_at is null and run_at <= now() and (leased_until is null or leased_until < now())
    order by is_background, run_at limit 1 for update skip locked)
  returning content_id "contentId", attempts, processed_at "processedAt"`;
