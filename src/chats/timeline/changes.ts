import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import type { ParticipantView } from '../../contract/views/chat.view.js';
import type { NumberedPush } from '../../contract/events.js';
import { rows } from '../../platform/database/rows.js';
import { OnlineStatuses } from '../../users/online-statuses.js';
import type { ParticipantChangeKind } from './change.entity.js';
import { CHAT_FACTS, type ChatFactsRow, chatFactsView } from './chat-updates.js';
import {
  PARTICIPANT_COLUMNS,
  participantColumns,
  type ParticipantRow,
  participantView,
} from '../participants/participant-row.js';
import { type RevRange, REV_RANGES, revRangeValues } from './rev-range.js';

/** A change of a participant or of the chat, with the present state of what it is about. */
export interface Changed {
  chatId: string;
  /** Null where it is about the chat itself. */
  participant: ParticipantView | null;
  /** They are not in the chat now. */
  gone: boolean;
}

type PersonChange = ParticipantRow & { kind: ParticipantChangeKind; rev: number };
type ChatChange = ChatFactsRow & { kind: 'chat.updated'; rev: number };

/** Reads the numbered changes of a chat and of its participants back as pushes. */
@Injectable()
export class Changes {
  constructor(
    private readonly database: DataSource,
    private readonly statuses: OnlineStatuses,
  ) {}

  /** The changes above `after` and up to `upTo`, in `rev` order, each with the present state of its subject. */
  async between(chatId: string, after: number, upTo: number): Promise<NumberedPush[]> {
    const found = await rows<PersonChange | ChatChange>(
      this.database,
      `select c.rev, c.kind, ${PARTICIPANT_COLUMNS}, ${CHAT_FACTS}
       from changes c left join participants p on p.id = c.subject_id left join users u on u.id = p.user_id
       left join chats h on h.id = c.subject_id
       where c.chat_id = $1 and c.rev > $2 and c.rev <= $3 and (p.id is not null or h.id is not null) order by c.rev`,
      [chatId, after, upTo],
    );
    return found.map((row) =>
      row.kind === 'chat.updated'
        ? { event: row.kind, payload: { id: chatId, chatId, rev: row.rev, ...chatFactsView(row) } }
        : { event: row.kind, payload: { chatId, participant: this.view(row), rev: row.rev } },
    );
  }

  /** The changes in ranges of several chats, as one person sees them, in one query. */
  async within(stretches: RevRange[], viewerId: string, on: EntityManager): Promise<Changed[]> {
    const found = await rows<(ParticipantRow | { id: null }) & { chat_id: string; gone: boolean }>(
      on,
      `select c.chat_id, p.left_rev is not null gone, ${participantColumns('$6')}
       from ${REV_RANGES}
       cross join lateral (
         select * from changes where chat_id = w.chat_id and rev > w.rev and rev <= w.up_to order by rev limit w.up_to - w.rev) c
       left join participants p on p.id = c.subject_id left join users u on u.id = p.user_id
       where p.id is not null or c.kind = 'chat.updated' order by c.chat_id, c.rev`,
      [...revRangeValues(stretches), viewerId],
    );
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
