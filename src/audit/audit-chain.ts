import { createHash } from 'node:crypto';

import type { AuditRow } from './audit.entity.js';

/** In place of the hash before the first row. */
export const NO_HASH = Buffer.alloc(32);

/** The hash of a row: SHA-256 of the 32 bytes of the hash before it, followed by the row as canonical JSON in UTF-8. */
export function hashOf(before: Buffer, row: Omit<AuditRow, 'hash'>): Buffer {
  const { seq, at, actorKind, actorId, actorName, actorAddress, action, targetKind, targetId, details } = row;
  const actor = { kind: actorKind, id: actorId, name: actorName, address: actorAddress };
  const target = targetKind === null ? null : { kind: targetKind, id: targetId };
  const text = canonicalJson({ seq, at: at.toISOString(), actor, action, target, details });
  return createHash('sha256').update(before).update(text).digest();
}

/** JSON without white space, with the keys of each object sorted by their UTF-16 code units, as in RFC 8785. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    const sorted = Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted);
  });
}
