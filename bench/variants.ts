/** The writers that are compared: our group commit and its alternatives. */
export const WRITERS = {
  ours: 'group commit',
  transactions: 'a transaction per message',
  statements: 'a statement per message',
  none: 'no database',
} as const;

export type WriterKind = keyof typeof WRITERS;

/** A server to compare: with another writer, or as it is but without the search indexer. */
export type ServerKind = WriterKind | 'unsigned';
