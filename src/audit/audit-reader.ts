import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, MoreThan, type Repository } from 'typeorm';

import type { ListAuditDto } from '../contract/dto/operator.dto.js';
import type { AuditView } from '../contract/views/operator.view.js';
import { readWords, writeWords } from '../platform/text/cursor.js';
import { AuditRow } from './audit.entity.js';
import { hashOf, NO_HASH } from './audit-chain.js';

const PER_PAGE = 50;
/** Rows that are read at once to verify the log. */
const BATCH = 1_000;

/** A row of the log at an earlier time, which somebody has noted elsewhere. */
export interface Anchor {
  seq: number;
  /** In hexadecimal digits. */
  hash: string;
}

export interface Verification {
  /** The last good row; null when there is none. */
  last: Anchor | null;
  /** The first row that is not as it was written, and what is wrong with it; null: none. */
  broken: { seq: number; reason: 'missing' | 'changed' } | null;
}

/** Reads and verifies the audit log. */
@Injectable()
export class AuditReader {
  constructor(@InjectRepository(AuditRow) private readonly log: Repository<AuditRow>) {}

  /** One page, newest first. @throws AppError request.invalid for a cursor that is none */
  async page({ limit = PER_PAGE, cursor }: ListAuditDto): Promise<{ data: AuditView[]; next: string | null }> {
    const where = cursor === undefined ? {} : { seq: LessThan(readCursor(cursor)) };
    const found = await this.log.find({ where, order: { seq: 'desc' }, take: limit + 1 });
    const data = found.slice(0, limit).map(auditView);
    const last = data.at(-1);
    return { data, next: found.length > limit && last ? writeWords([String(last.seq)]) : null };
  }

  /**
   * Reads the whole log and computes each hash anew. A removed end can be noticed only with an anchor, and so can a chain that somebody has
   * computed anew.
   * @param anchor must be in the log with the same hash
   */
  async verify(anchor?: Anchor): Promise<Verification> {
    let seq = 0;
    let hash: Buffer = NO_HASH;
    const lastGood = () => (seq === 0 ? null : { seq, hash: hash.toString('hex') });
    for (let batch = await this.after(seq); batch.length > 0; batch = await this.after(seq)) {
      for (const row of batch) {
        if (row.seq !== seq + 1) return { last: lastGood(), broken: { seq: seq + 1, reason: 'missing' } };
        const isAsWritten = hashOf(hash, row).equals(row.hash) && (anchor?.seq !== row.seq || isSame(anchor, row));
        if (!isAsWritten) return { last: lastGood(), broken: { seq: row.seq, reason: 'changed' } };
        [seq, hash] = [row.seq, row.hash];
      }
    }
    const isCut = anchor !== undefined && anchor.seq > seq;
    return { last: lastGood(), broken: isCut ? { seq: seq + 1, reason: 'missing' } : null };
  }

  private after(seq: number): Promise<AuditRow[]> {
    return this.log.find({ where: { seq: MoreThan(seq) }, order: { seq: 'asc' }, take: BATCH });
  }
}

const isSame = (anchor: Anchor, { hash }: AuditRow): boolean => anchor.hash.toLowerCase() === hash.toString('hex');

const isSeq = (word: string): boolean => /^[1-9]\d{0,14}$/.test(word);
const readCursor = (cursor: string): number => Number(readWords<[string]>(cursor, [isSeq])[0]);

function auditView(row: AuditRow): AuditView {
  const { seq, at, action, details, targetKind, targetId, hash } = row;
  return {
    seq,
    at: at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName, address: row.actorAddress },
    action,
    target: targetKind !== null && targetId !== null ? { kind: targetKind, id: targetId } : null,
    details,
    hash: hash.toString('hex'),
  };
}
