import type { ReminderTimesView } from '../contract/later.view.js';

/** When somebody wants to be reminded. */
export interface ReminderRow {
  due_at: Date;
  reminded_at: Date | null;
}

export const reminderTimes = ({ due_at, reminded_at }: ReminderRow): ReminderTimesView => ({
  dueAt: due_at.toISOString(),
  remindedAt: reminded_at?.toISOString() ?? null,
});

/** Whether a message `m` is more than a tombstone to a participant `p`: of what is not, nobody is reminded. */
export const VISIBLE = `(m.deleted_at is null and m.seq > p.hidden_seq and not exists (
    select from hidden_messages h where h.chat_id = m.chat_id and h.participant_id = p.id and h.message_id = m.id))`;
