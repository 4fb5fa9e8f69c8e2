import type { MessageView } from '../../contract/views/message.view.js';
import { isOverload } from '../../platform/database/database-errors.js';
import type { Answer } from '../../platform/database/each-written.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { MessageReader } from './message-reader.js';

/** A message that a participant changed in a batch. */
interface Written {
  chat_id: string;
  message_id: string;
  participant_id: string;
}

/** Reads the messages of a batch in one query, each as the person who changed it sees it now. Errors stay as they are. */
export async function writtenMessages(
  reader: MessageReader,
  stored: Answer<Written>[],
): Promise<Answer<MessageView>[]> {
  const wanted = stored
    .filter((one): one is Written => !(one instanceof Error))
    .map((one) => ({ chatId: one.chat_id, participantId: one.participant_id, messageId: one.message_id }));
  if (wanted.length === 0) return stored as Error[];
  try {
    const messages = (await reader.each(wanted)).values();
    return stored.map((one) =>
      one instanceof Error ? one : (messages.next().value ?? new AppError('message.not_found')),
    );
  } catch (cause) {
    return stored.map((one) => (one instanceof Error ? one : new AppError('overloaded', { cause })));
  }
}

/** @throws the error that an item of a batch was answered with; `overloaded` if the database was too busy */
export function messageOrThrow(answer: Answer<MessageView>): MessageView {
  if (!(answer instanceof Error)) return answer;
  throw isOverload(answer) ? new AppError('overloaded', { cause: answer }) : answer;
}
