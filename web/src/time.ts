import { texts } from './texts.js';

const { locale } = texts;
/** Whether a clock has twelve or twenty-four hours depends on the region, not on the language. */
const { hourCycle } = new Intl.DateTimeFormat(navigator.language, { hour: 'numeric' }).resolvedOptions();
const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', ...(hourCycle && { hourCycle }) });
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' });
const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
const DAY = 86_400_000;

export const clockTime = (iso: string): string => clock.format(new Date(iso));

function daysAgo(when: Date): number {
  const midnight = (of: Date): number => new Date(of.getFullYear(), of.getMonth(), of.getDate()).getTime();
  return Math.round((midnight(new Date()) - midnight(when)) / DAY);
}

/** A short form of the time, for lists. */
export function shortTime(iso: string): string {
  const when = new Date(iso);
  const days = daysAgo(when);
  if (days <= 0) return clock.format(when);
  if (days === 1) return texts.time.yesterday;
  return days < 7 ? weekday.format(when) : day.format(when);
}

/** The day of a message, as a heading above it. */
export function dayTitle(iso: string): string {
  const when = new Date(iso);
  const days = daysAgo(when);
  if (days === 0) return texts.time.today;
  return days === 1 ? texts.time.yesterday : date.format(when);
}

export const dayAndTime = (iso: string): string => `${dayTitle(iso)}, ${clockTime(iso)}`;
