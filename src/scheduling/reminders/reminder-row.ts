import type { ReminderTimesView } from '../../contract/views/scheduling.view.js';

/** When somebody wants to be reminded. */
export interface ReminderRow {
  due_at: Date;
  reminded_at: Date | null;
}

export const reminderTimes = ({ due_at, reminded_at }: ReminderRow): ReminderTimesView => ({
  dueAt: due_at.toISOString(),
  remindedAt: reminded_at?.toISOString() ?? null,
});
