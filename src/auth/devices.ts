import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';

import type { SessionView } from '../contract/auth.view.js';
import { Journal } from '../platform/database/journal.js';
import type { Keep } from '../platform/database/once.js';
import { rows } from '../platform/database/rows.js';
import { Transactions } from '../platform/database/transactions.js';
import { EventBus } from '../platform/events/event-bus.js';
import type { Caller } from '../platform/http/caller.js';
import { Presence } from '../presence/presence.js';

const SHOWN = 100;

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

  /** The one that asks first, then the newest; up to 100. */
  async of({ userId, sessionId }: Caller): Promise<SessionView[]> {
    const found = await rows<SessionRow>(
      this.database,
      `select id, device, created_at "createdAt", expires_at "expiresAt", id = $2 current from sessions
       where user_id = $1 and expires_at > now() order by id <> $2, id desc limit $3`,
      [userId, sessionId, SHOWN],
    );
    return found.map(({ id, device, createdAt, expiresAt, current }) => ({
      id,
      device,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      current,
    }));
  }

  /**
   * From here on the session is good for nothing: at once on this node, and on the others as soon as they hear of it.
   * @returns false when that person has no such session
   */
  async signOut({ userId, sessionId }: Caller, keep?: Keep<boolean>): Promise<boolean> {
    const id = isUUID(sessionId) ? sessionId.toLowerCase() : null;
    const ended = await this.transactions.run(async (tx) => {
      const sql = 'delete from sessions where id = $1 and user_id = $2 returning id';
      const gone = await rows<{ id: string }>(tx.manager, sql, [id, userId]);
      if (gone[0]) await Journal.record(tx.manager, { sessionIds: [gone[0].id] });
      if (gone[0]) await keep?.(tx, true);
      return gone[0]?.id;
    });
    if (ended === undefined) return false;
    this.bus.endSession(ended);
    this.presence.signedOut(userId, ended);
    return true;
  }
}
