import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { rows } from '../platform/database/rows.js';
import type { Actor } from '../platform/http/operator.guard.js';
import { AuditRow, type TargetKind } from './audit.entity.js';
import { hashOf, NO_HASH } from './audit-chain.js';
import { LOCK_CHAIN } from './audit.sql.js';

export type { Actor };

export interface AuditEntry {
  actor: Actor;
  /** What was done to which kind of thing, such as `user.created`. */
  action: string;
  target: { kind: TargetKind; id: string } | null;
  /** What a reader needs besides; without secrets, at most 2 KB as JSON. */
  details?: Record<string, unknown>;
}

/** Maximum length of the details as JSON, in UTF-16 code units. */
const LONGEST_DETAILS = 2_048;
/** Maximum length of the name of an actor, in UTF-16 code units. */
const LONGEST_NAME = 200;

/** Writes the audit log: every act of an operator or an API key, in a chain of hashes. */
@Injectable()
export class AuditLog {
  /**
   * Records an act in the transaction that makes the change. It holds one lock for the whole log until the end of the transaction, so call it
   * as the last statement: a transaction that locks anything else after it can deadlock.
   * @throws Error when the details are longer than 2 KB
   */
  async record(manager: EntityManager, entry: AuditEntry): Promise<void> {
    const { actor, action, target, details = {} } = entry;
    const [now] = await rows<{ at: Date }>(manager, LOCK_CHAIN);
    if (!now) throw new Error('the audit log could not be locked');
    const log = manager.getRepository(AuditRow);
    const [last] = await log.find({ select: { seq: true, hash: true }, order: { seq: 'desc' }, take: 1 });
    const row: Omit<AuditRow, 'hash'> = {
      seq: (last?.seq ?? 0) + 1,
      at: new Date(now.at),
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name === null ? null : storable(actor.name.slice(0, LONGEST_NAME)),
      actorAddress: actor.address,
      action,
      targetKind: target?.kind ?? null,
      targetId: target === null ? null : storable(target.id),
      details: storableDetails(details),
    };
    await log.insert({ ...row, hash: hashOf(last?.hash ?? NO_HASH, row) });
  }
}

/** The details as PostgreSQL gives them back. Fields that are undefined are left out. */
function storableDetails(details: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(details, (_key, part: unknown) => (typeof part === 'string' ? storable(part) : part));
  if (text.length > LONGEST_DETAILS) throw new Error(`details of an audit entry have ${text.length} characters`);
  return JSON.parse(text) as Record<string, unknown>;
}

/** PostgreSQL stores neither the character NUL nor half of a surrogate pair. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
