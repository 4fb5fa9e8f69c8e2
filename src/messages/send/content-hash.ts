import { createHash } from 'node:crypto';

/** Tells a retry from another message under the same id. @param content what was sent, without what was made of it here */
export function contentHash(content: unknown[]): Buffer {
  return createHash('sha256').update(JSON.stringify(content)).digest();
}
