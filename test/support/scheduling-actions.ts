import { action, anyMessage } from './actions.js';
import { hours } from './scheduling.js';
import type { ScheduledMessageView } from '../../src/contract/views/scheduling.view.js';
import type { Person } from './person.js';
import { server } from './server.js';

const anyScheduled = async (person: Person, path: string, n: number) => {
  const { status, body } = await person.call<ScheduledMessageView[]>('GET', `${path}/scheduled-messages`);
  return status === 200 ? body.data[n % Math.max(1, body.data.length)] : undefined;
};

const schedules = action((person, path, n) => {
  const when = n % 2 ? { sendIn: 1 } : { sendAt: hours(n + 1) };
  return person.call('POST', `${path}/scheduled-messages`, { message: `later ${n}`, ...when });
});
const changesScheduled = action(async (person, path, n) => {
  const one = await anyScheduled(person, path, n);
  const change = n % 3 ? { message: `later, but ${n}` } : { sendAt: hours(n + 1) };
  if (one)
    await person.call(n % 4 ? 'PATCH' : 'DELETE', `${path}/scheduled-messages/${one.id}`, n % 4 ? change : undefined);
});

const setsReminder = action(async (person, path, n) => {
  const message = await anyMessage(person, path, n);
  const remindAt = new Date(Date.now() + (n % 2 ? 800 : 3_600_000)).toISOString();
  if (message) await person.call(n % 4 ? 'PUT' : 'DELETE', `${message}/reminder`, n % 4 ? { remindAt } : undefined);
});

/** Actions on scheduled messages and reminders. */
export const schedulingActions = [
  { arbitrary: schedules, weight: 2 },
  { arbitrary: changesScheduled, weight: 1 },
  { arbitrary: setsReminder, weight: 2 },
];

/** Waits until everything that is due soon has happened. */
export async function nothingIsDue(): Promise<void> {
  const sql = `select 1 from scheduled_messages where failed is null and send_at < now() + interval '10 minutes'
    union all select 1 from reminders where reminded_at is null and due_at < now() + interval '10 minutes'`;
  while ((await server().sql(sql)).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
}
