import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { ArchiveView, PinView } from '../contract/chat.view.js';
import { rows } from '../platform/database/rows.js';
import { AppError } from '../platform/errors/app-error.js';
import { EventBus } from '../platform/events/event-bus.js';
import { InTurn } from '../platform/in-turn.js';
import { ChatAccess } from './chat-access.js';

/** What a participant sets for themselves; nobody else sees or feels it. */
@Injectable()
export class ChatSettings {
  /** Two changes at once reach the other devices in the order they were made: the last one told is the one that holds. */
  private readonly turns = new InTurn();

  constructor(
    private readonly access: ChatAccess,
    private readonly database: DataSource,
    private readonly bus: EventBus,
  ) {}

  /** @param pinned the state to have; the other one than now when undefined */
  async pin(userId: string, chatId: string, pinned?: boolean): Promise<PinView> {
    const { chatId: id, participantId } = await this.access.open(userId, chatId);
    return this.turns.run(participantId, async () => {
      const { now, mine } = await this.set('pinned', participantId, pinned);
      const payload = { chatId: id, pinned: now, mine };
      this.bus.publish({ event: 'chat.pinned', payload, to: { users: [userId] } });
      return payload;
    });
  }

  /** @param archived the state to have; the other one than now when undefined */
  async archive(userId: string, chatId: string, archived?: boolean): Promise<ArchiveView> {
    const { chatId: id, participantId } = await this.access.open(userId, chatId);
    return this.turns.run(participantId, async () => {
      const { now, mine } = await this.set('archived', participantId, archived);
      const payload = { chatId: id, archived: now, mine };
      this.bus.publish({ event: 'chat.archived', payload, to: { users: [userId] } });
      return payload;
    });
  }

  /** One statement, so that two toggles at once both count. */
  private async set(flag: keyof typeof SET, participantId: string, value?: boolean): Promise<FlagRow> {
    const [row] = await rows<FlagRow>(this.database, SET[flag], [participantId, value ?? null]);
    if (!row) throw new AppError('chat.not_found');
    return row;
  }
}

interface FlagRow {
  now: boolean;
  /** The version of the participant's private state, which grows with a change and not without. */
  mine: number;
}

const set = (flag: string): string => `
  update participants
  set ${flag} = coalesce($2, not ${flag}), version = version + (coalesce($2, not ${flag}) <> ${flag})::int
  where id = $1 and left_rev is null returning ${flag} as now, version as mine`;

const SET = { pinned: set('pinned'), archived: set('archived') };
