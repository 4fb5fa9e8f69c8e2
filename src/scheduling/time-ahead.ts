import { invalid } from '../platform/errors/app-error.js';

const DAY = 24 * 60 * 60 * 1000;
const FURTHEST_DAYS = 365;

/** Reads a time. @throws AppError request.invalid where it is past, or more than a year ahead */
export function timeAhead(field: string, text: string): Date {
  const time = new Date(text);
  const ahead = time.getTime() - Date.now();
  if (ahead <= 0 || ahead > FURTHEST_DAYS * DAY) {
    throw invalid(field, 'isAhead', `${field} must be in the future, at most ${FURTHEST_DAYS} days ahead`);
  }
  return time;
}
