import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import type { ChatFactsView, ParticipantView } from '../../contract/views/chat.view.js';
import type { NumberedPush } from '../../contract/events.js';
import { rows } from '../../platform/database/rows.js';
import { OnlineStatuses } from '../../users/online-statuses.js';
import type { ParticipantChangeKind } from '../chat.entity.js';
import { type ParticipantRow, participantView } from '../participants/participants.js';
import { chatFactsView } from './timeline.js';
import { CHANGES_BETWEEN, CHANGES_WITHIN, type RevRange, revRangeValues } from './timeline.sql.js';

/** A change of a participant or of the chat, with the current state of what it is about. */
export interface Changed {
  chatId: string;
  /** Null where it is about the chat itself. */
  participant: ParticipantView | null;
  /** They are not in the chat now. */
  gone: boolean;
}

type PersonChange = ParticipantRow & { kind: ParticipantChangeKind; rev: number };
type Row = (ParticipantRow | { id: null }) & { chat_id: string; gone: boolean };
type ChatChange = ChatFactsView & { kind: 'chat.updated'; rev: number };

/** Reads the numbered changes of a chat and of its participants, as pushes or for `sync`. */
@Injectable()
export class Changes {
  constructor(
    private readonly database: DataSource,
    private readonly statuses: OnlineStatuses,
  ) {}

  /** The changes above `after` and up to `upTo`, in `rev` order, each with the current state of its subject. */
  async between(chatId: string, after: number, upTo: number): Promise<NumberedPush[]> {
    const found = await rows<PersonChange | ChatChange>(this.database, CHANGES_BETWEEN, [chatId, after, upTo]);
    return found.map((row) =>
      row.kind === 'chat.updated'
        ? { event: row.kind, payload: { id: chatId, chatId, rev: row.rev, ...chatFactsView(row) } }
        : { event: row.kind, payload: { chatId, participant: this.view(row), rev: row.rev } },
    );
  }

  /** The changes in ranges of several chats, as one person sees them, in one query. */
  async within(ranges: RevRange[], viewerId: string, on: EntityManager): Promise<Changed[]> {
    const values = [...revRangeValues(ranges), viewerId];
    const found = await rows<Row>(on, CHANGES_WITHIN, values);
    return found.map((row) => ({
      chatId: row.chat_id,
      participant: row.id === null ? null : this.view(row),
      gone: row.gone,
    }));
  }

  private view(row: ParticipantRow): ParticipantView {
    return participantView(row, (user) => this.statuses.view(user));
  }
}
