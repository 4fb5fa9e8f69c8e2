/** RFC 3339. The seconds may be left out, as ISO 8601 allows. */
const MOMENT = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
const MINUTE = 60_000;
const FIRST_YEAR = 1970;
const LAST_YEAR = 9999;

/**
 * Reads a date and time that a client sent: a valid day, 00:00 to 23:59:59 (24:00 and leap seconds are refused, because `Date` supports neither),
 * an offset, and a year from 1970 to 9999 in UTC.
 * @returns the same time in UTC with milliseconds, as the server writes times; null for anything else
 */
export function readMoment(value: unknown): string | null {
  const parts = typeof value === 'string' ? MOMENT.exec(value) : null;
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1, 6).map(Number);
  const second = Number(parts[6] ?? 0);
  const milliseconds = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const [offsetHours, offsetMinutes] = [Number(parts[9] ?? 0), Number(parts[10] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59 || offsetHours > 23 || offsetMinutes > 59) return null;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds));
  // `Date` reads 30 February as 2 March, and a year below 100 as one of the 20th century.
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const offset = (offsetHours * 60 + offsetMinutes) * (parts[8] === '-' ? -1 : 1);
  const moment = new Date(date.getTime() - offset * MINUTE);
  const yearInUtc = moment.getUTCFullYear();
  return yearInUtc < FIRST_YEAR || yearInUtc > LAST_YEAR ? null : moment.toISOString();
}
