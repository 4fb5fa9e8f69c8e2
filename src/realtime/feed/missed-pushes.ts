import { Injectable } from '@nestjs/common';

import { Changes } from '../../chats/timeline/changes.js';
import type { NumberedPush } from '../../contract/events.js';
import { MessageChanges } from '../../messages/history/missed-messages.js';
import { MessageReader } from '../../messages/history/message-reader.js';

/** So many numbers are read at once. */
const STEP = 200;

/** Reads the pushes of a chat back from the tables: its sends by `seq` and its other changes by `rev` are together complete. */
@Injectable()
export class MissedPushes {
  constructor(
    private readonly messages: MessageReader,
    private readonly edits: MessageChanges,
    private readonly people: Changes,
  ) {}

  /** What came after these numbers, in `rev` order and without a hole; not more than 200. */
  async since(chatId: string, rev: number, seq: number): Promise<NumberedPush[]> {
    const upTo = rev + STEP;
    const [sent, ...changed] = await Promise.all([
      this.messages.since(chatId, seq, STEP),
      this.edits.between(chatId, rev, upTo),
      this.people.between(chatId, rev, upTo),
    ]);
    const sends = sent.map((payload): NumberedPush => ({ event: 'message.created', payload }));
    const all = [sends, ...changed].flat().sort((a, b) => a.payload.rev - b.payload.rev);
    // They were read one after the other: what was stored in between is in the later only.
    const whole = all.findIndex(({ payload }, place) => payload.rev !== rev + 1 + place);
    return whole === -1 ? all : all.slice(0, whole);
  }
}
