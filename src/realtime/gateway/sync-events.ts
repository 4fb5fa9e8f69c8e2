import { Injectable } from '@nestjs/common';

import { Marks } from '../../chats/read-state/marks.js';
import { success } from '../../contract/envelope.js';
import { MarkEventDto } from '../../contract/dto/socket.dto.js';
import { SyncDto } from '../../contract/dto/sync.dto.js';
import type { Caller } from '../../platform/http/caller.js';
import { readInput } from '../../platform/http/input/input.js';
import { SyncService } from '../../sync/sync.service.js';

/** The events by which a client keeps up with its chats, and says how far it has got. */
@Injectable()
export class SyncEvents {
  constructor(
    private readonly marks: Marks,
    private readonly sync: SyncService,
  ) {}

  async read(me: Caller, payload: unknown) {
    const { chatId, seq } = readInput(MarkEventDto, payload);
    return success(await this.marks.read(me.userId, chatId, seq));
  }

  async delivered(me: Caller, payload: unknown) {
    const { chatId, seq } = readInput(MarkEventDto, payload);
    return success(await this.marks.delivered(me.userId, chatId, seq));
  }

  async catchUp(me: Caller, payload: unknown) {
    return success(await this.sync.answer(me.userId, readInput(SyncDto, payload)));
  }
}
