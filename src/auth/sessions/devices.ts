import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';

import type { ListSessionsDto } from '../../contract/dto/auth.dto.js';
import type { SessionView } from '../../contract/views/auth.view.js';
import { Journal } from '../../platform/database/journal.js';
import type { Keep } from '../../platform/database/once.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions } from '../../platform/database/transactions.js';
import { EventBus } from '../../platform/events/event-bus.js';
import type { Caller } from '../../platform/http/caller.js';
import { Presence } from '../../presence/presence.js';

const PER_PAGE = 100;

interface SessionPage {
  sessions: SessionView[];
  /** Cursor of the next page; null on the last. */
  next: string | null;
}

type OneSession = Pick<Caller, 'userId' | 'sessionId'>;
type SessionRow = Omit<SessionView, 'createdAt' | 'expiresAt'> & { createdAt: Date; expiresAt: Date };

/** Where a person is signed in: shown to them, and ended by them. */
@Injectable()
export class Devices {
  constructor(
    private readonly database: DataSource,
    private readonly transactions: Transactions,
    private readonly bus: EventBus,
    private readonly presence: Presence,
  ) {}

  /** A page of them: on the first the one that asks, then the newest. `next` is the id of the last on this page. */
  async of({ userId, sessionId }: Caller, { limit = PER_PAGE, cursor }: ListSessionsDto): Promise<SessionPage> {
    const found = await rows<SessionRow>(
      this.database,
      `select id, device, created_at "createdAt", expires_at "expiresAt", id = $2 current from sessions
       where user_id = $1 and expires_at > now() and ($3::uuid is null or id < $3 and id <> $2)
       order by id <> $2, id desc limit $4`,
      [userId, sessionId, cursor ?? null, limit + 1],
    );
    const shown = found.slice(0, limit);
    const next = found.length > limit ? (shown.at(-1)?.id ?? null) : null;
    return { sessions: shown.map(viewOf), next };
  }

  /**
   * From here on the session is good for nothing: at once on this node, and on the others as soon as they hear of it.
   * @returns false when that person has no such session
   */
  async signOut({ userId, sessionId }: OneSession, keep?: Keep<boolean>): Promise<boolean> {
    const id = isUUID(sessionId) ? sessionId.toLowerCase() : null;
    const sql = 'delete from sessions where id = $1 and user_id = $2 returning id';
    return (await this.end(userId, [sql, [id, userId]], keep)) === 1;
  }

  /** All sessions of the caller but the one that asks. @returns how many ended */
  signOutOthers({ userId, sessionId }: Caller): Promise<number> {
    return this.end(userId, ['delete from sessions where user_id = $1 and id <> $2 returning id', [userId, sessionId]]);
  }

  /** All sessions of the caller, also the one that asks. */
  signOutAll({ userId }: Caller): Promise<number> {
    return this.end(userId, ['delete from sessions where user_id = $1 returning id', [userId]]);
  }

  private async end(userId: string, [sql, values]: [string, unknown[]], keep?: Keep<boolean>): Promise<number> {
    const ended = await this.transactions.run(async (tx) => {
      const sessionIds = (await rows<{ id: string }>(tx.manager, sql, values)).map(({ id }) => id);
      if (sessionIds.length === 0) return [];
      await Journal.record(tx.manager, { sessionIds });
      await keep?.(tx, true);
      return sessionIds;
    });
    for (const id of ended) {
      this.bus.endSession(id);
      this.presence.signedOut(userId, id);
    }
    return ended.length;
  }
}

function viewOf({ id, device, createdAt, expiresAt, current }: SessionRow): SessionView {
  return { id, device, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), current };
}
