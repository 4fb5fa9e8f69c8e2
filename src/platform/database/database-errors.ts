import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';

/** SQLSTATEs of a server that is busy or away: the same request may well succeed a moment later. */
const BUSY = new Set([
  '55P03', // lock_not_available: lock_timeout passed
  '57014', // query_canceled: statement_timeout passed
  '25P03', // idle_in_transaction_session_timeout
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '53300', // too_many_connections
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
]);

/** What `pg` and its pool say without a code. */
const LOST =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Cannot use a pool after calling end)/;

const CONNECTING = new Set(['connect', 'getaddrinfo']);

/** A disk without room, as databases and file systems say it. */
const FULL = new Set([
  '53100', // disk_full
  '25006', // read_only_sql_transaction: what hosters of PostgreSQL, and LowDisk, make of a disk that is nearly full
  'ENOSPC',
  'EDQUOT',
]);

/** Whether there was no room to store it, on the disk of the database or on that of the uploads. */
export function isStorageFull(error: unknown): boolean {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return cause instanceof Error && FULL.has(String((cause as NodeJS.ErrnoException).code));
}

/** Whether the database was too busy to answer or could not be reached, as against having refused what was asked. */
export function isOverload(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isOverload);
  if (isStorageFull(error)) return false;
  // Inside a transaction: its connection was lost, and TypeORM took it away.
  if (error instanceof QueryRunnerAlreadyReleasedError) return true;
  if (error instanceof QueryRunnerProviderAlreadyReleasedError) return true;
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (!(cause instanceof Error)) return false;
  const { code = '', syscall = '' } = cause as NodeJS.ErrnoException;
  if (BUSY.has(code) || code.startsWith('08') || LOST.test(cause.message)) return true;
  // A socket's error is the database's when a query met it, or when it is about connecting: nothing else here connects.
  return cause !== error ? /^E[A-Z]+$/.test(code) : CONNECTING.has(syscall);
}
