import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';

import type { SystemView } from '../../contract/views/message.view.js';
import { Journal } from '../../platform/database/journal.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transactions.js';
import { MessageReader } from '../history/message-reader.js';
import { SAY } from './send.sql.js';

/** Writes system messages. They never count as unread and move no marks. */
@Injectable()
export class SystemMessages {
  constructor(private readonly reader: MessageReader) {}

  /**
   * @param tx in which the chat is locked
   * @param participantId who did it
   */
  async say(tx: Tx, chatId: string, participantId: string, system: SystemView): Promise<void> {
    const id = uuidv7();
    const [said] = await rows<{ rev: number }>(tx.manager, SAY, [
      chatId,
      id,
      participantId,
      JSON.stringify({ system }),
    ]);
    if (!said) return;
    await Journal.record(tx.manager, { chatIds: [chatId], revs: [said.rev] });
    tx.publish({ event: 'message.created', payload: await this.reader.shared(chatId, id, tx.manager) });
  }
}
