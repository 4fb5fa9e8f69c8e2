import type { EntityManager } from 'typeorm';

import { APP_USER_ID } from '../../contract/app-user.js';
import { newId } from '../../platform/process/new-id.js';
import { Participant } from '../chat.entity.js';

/**
 * Gives a chat the participant that stands for the app, unless it has one. The app is never in the chat (it counts as somebody who has left),
 * so nobody sees it among the participants, and it counts nowhere. What the app does has this participant as its author.
 * @returns its participant id
 */
export async function addAppParticipant(manager: EntityManager, chatId: string): Promise<string> {
  const app = { id: newId(), chatId, userId: APP_USER_ID, leftRev: 0, removed: true };
  await manager.createQueryBuilder().insert().into(Participant).values(app).orIgnore().execute();
  const where = { chatId, userId: APP_USER_ID };
  return (await manager.findOneOrFail(Participant, { select: { id: true }, where })).id;
}
