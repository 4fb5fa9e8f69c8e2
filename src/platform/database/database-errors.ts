import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';

/** SQLSTATE: `lock_timeout` has passed, because another transaction has locked a row. */
export const LOCK_TIMEOUT = '55P03';
const GAVE_UP = new Set([LOCK_TIMEOUT, '57014', '25P03', '40001', '40P01']);

/** The SQLSTATE of a failed query; undefined for any other error. */
export function databaseCode(error: unknown): string | undefined {
  return error instanceof QueryFailedError ? (error.driverError as { code?: string }).code : undefined;
}

/** The name of the constraint that a write violated; undefined for any other error. */
export function violatedConstraint(error: unknown): string | undefined {
  return error instanceof QueryFailedError ? (error.driverError as { constraint?: string }).constraint : undefined;
}

/** Whether the connection was lost. The statement may or may not have been carried out. */
export function isConnectionLost(error: unknown): boolean {
  return isOverload(error) && !GAVE_UP.has(databaseCode(error) ?? '');
}

/** SQLSTATEs of a server that is busy or not reachable. The same request may succeed a moment later. */
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

/** Errors of `pg` and its pool that have no code. */
const LOST =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Cannot use a pool after calling end)/;

const CONNECTING = new Set(['connect', 'getaddrinfo']);

/** Codes of databases and file systems for a full disk. */
const FULL = new Set([
  '53100', // disk_full
  '25006', // read_only_sql_transaction: hosted PostgreSQL and `LowDisk` set it when the disk is nearly full
  'ENOSPC',
  'EDQUOT',
]);

/** Whether an error means that the disk of the database or of the uploads is full. */
export function isStorageFull(error: unknown): boolean {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return cause instanceof Error && FULL.has(String((cause as NodeJS.ErrnoException).code));
}

/** Whether an error means that the database is too busy or not reachable, and not that it refused the statement. */
export function isOverload(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isOverload);
  if (isStorageFull(error)) return false;
  // The connection of a transaction was lost, and TypeORM has released it.
  if (error instanceof QueryRunnerAlreadyReleasedError) return true;
  if (error instanceof QueryRunnerProviderAlreadyReleasedError) return true;
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (!(cause instanceof Error)) return false;
  const { code = '', syscall = '' } = cause as NodeJS.ErrnoException;
  if (BUSY.has(code) || code.startsWith('08') || LOST.test(cause.message)) return true;
  // A socket error concerns the database when a query failed with it, or when connecting failed: calls open no other connections.
  return cause !== error ? /^E[A-Z]+$/.test(code) : CONNECTING.has(syscall);
}
