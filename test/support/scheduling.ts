import type { ReminderMarkView, ReminderView, ScheduledMessageView } from '../../src/contract/views/scheduling.view.js';
import type { MessageView } from '../../src/contract/views/message.view.js';
import { onAnotherDevice, people } from './people.js';
import type { Person } from './person.js';
import { server } from './server.js';

const HOUR = 60 * 60 * 1000;

/** This many hours from now. */
export const hours = (count: number): string => new Date(Date.now() + count * HOUR).toISOString();

const pathIn = (chat: { id: string }): string => `/api/chats/${chat.id}/scheduled-messages`;
export const pathOfScheduled = ({ id, chatId }: { id: string; chatId: string }): string =>
  `${pathIn({ id: chatId })}/${id}`;

/** Schedules a message; in an hour by default. */
export const schedules = (who: Person, chat: { id: string }, message: string, more: object = { sendAt: hours(1) }) =>
  who.does<ScheduledMessageView>('POST', pathIn(chat), { message, ...more });

/** Schedules a message and returns the answer, success or failure. */
export const asksToSchedule = (who: Person, chat: { id: string }, body: object, headers?: Record<string, string>) =>
  who.call<ScheduledMessageView | MessageView>('POST', pathIn(chat), body, headers);

export const scheduledBy = (who: Person, chat: { id: string }) => who.does<ScheduledMessageView[]>('GET', pathIn(chat));

export const changesScheduled = (who: Person, one: ScheduledMessageView, change: object) =>
  who.does<ScheduledMessageView>('PATCH', pathOfScheduled(one), change);

export const cancels = (who: Person, one: { id: string; chatId: string }) => who.call('DELETE', pathOfScheduled(one));

/** Makes everything that is scheduled due now. */
export const makeAllDue = () => server().sql('update scheduled_messages set send_at = now() where failed is null');

/** Ada, who also has a phone, and ben share a chat. */
export async function adaOnTwoDevices() {
  const { ada, ben } = await people('ada', 'ben');
  const phone = await onAnotherDevice(ada);
  await phone.connects();
  return { ada, ben, phone, chat: await ada.opensChatWith(ben) };
}

/** All reminders of a person by chat, the soonest first. */
export async function remindersOf(who: Person): Promise<Map<string, ReminderMarkView[]>> {
  const byChat = new Map<string, ReminderMarkView[]>();
  for (let next: unknown = ''; next !== null;) {
    const { body } = await who.call<ReminderView[]>('GET', `/api/reminders?limit=100&cursor=${next as string}`);
    for (const { dueAt, remindedAt, message } of body.data) {
      const before = byChat.get(message.chatId) ?? [];
      byChat.set(message.chatId, [...before, { messageId: message.id, dueAt, remindedAt }]);
    }
    next = body.meta.next;
  }
  return byChat;
}
