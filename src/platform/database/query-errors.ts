import { QueryFailedError } from 'typeorm';

import { isOverload } from './database-errors.js';

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
