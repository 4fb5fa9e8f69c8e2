import type { MediaView, ReminderMarkView, ScheduledMessageView, ServerEvents, SyncStepView } from '../wire.js';
import type { HeldMessages } from './held-messages.js';

/** The scheduled messages and reminders of the person in one chat. */
export interface Plans {
  scheduled: ScheduledMessageView[];
  reminders: ReminderMarkView[];
}

/** Scheduled messages and reminders as a client holds them. */
export class HeldPlans {
  private readonly waiting = new Map<string, ScheduledMessageView>();
  private readonly reminders = new Map<string, ReminderMarkView>();

  applyStep({ scheduled, reminders }: SyncStepView): void {
    if (scheduled) this.waiting.clear();
    for (const one of scheduled ?? []) this.waiting.set(one.id, one);
    if (reminders) this.reminders.clear();
    for (const one of reminders ?? []) this.reminders.set(one.messageId, one);
  }

  schedule({ mine: _, ...one }: ServerEvents['message.scheduled']): void {
    this.waiting.set(one.id, one);
  }

  unschedule({ scheduledId }: ServerEvents['message.unscheduled']): void {
    this.waiting.delete(scheduledId);
  }

  /** An upload was processed. */
  showMedia(media: MediaView): void {
    for (const one of this.waiting.values()) one.media = one.media.map((held) => (held.id === media.id ? media : held));
  }

  remind({ messageId, dueAt, remindedAt }: ServerEvents['reminder.set']): void {
    this.reminders.set(messageId, { messageId, dueAt, remindedAt });
  }

  forget({ messageId }: ServerEvents['reminder.removed']): void {
    this.reminders.delete(messageId);
  }

  /** Sorted by time; a tombstone has no reminder. */
  all(messages: HeldMessages): Plans {
    const reminders = [...this.reminders.values()].filter((one) => messages.get(one.messageId)?.deletedAt === null);
    return {
      scheduled: inOrder([...this.waiting.values()], ({ sendAt, id }) => sendAt + id),
      reminders: inOrder(reminders, ({ dueAt, messageId }) => dueAt + messageId),
    };
  }
}

const inOrder = <One>(all: One[], rank: (one: One) => string): One[] =>
  all.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
