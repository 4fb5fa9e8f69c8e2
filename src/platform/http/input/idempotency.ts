import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';

import { invalid } from '../../errors/app-error.js';

/** The header in which a client may send an id instead of in the body. */
export const IDEMPOTENCY_KEY = 'idempotency-key';

/**
 * The id that a client chose in the body or in the header.
 * @throws AppError request.invalid when the header is no UUID or differs from the body
 */
export function chosenId(inBody: string | undefined, header: string | undefined): string | undefined {
  if (header === undefined || header === '') return inBody;
  const id = header.toLowerCase();
  if (!isUUID(id)) throw invalid('Idempotency-Key', 'isUuid', 'Idempotency-Key must be a UUID here: it becomes the id');
  if (inBody !== undefined && inBody !== id) {
    throw invalid('id', 'sameAsKey', 'id and Idempotency-Key must be the same when both are given');
  }
  return id;
}

/** Tells the client that this is the answer of an earlier request. */
export function markReplayed(reply: FastifyReply): void {
  void reply.header('Idempotent-Replayed', 'true');
}
