import type { Readable } from 'node:stream';

import type { DataStore } from '@tus/server';

/** Where the bytes of resumable uploads are until they are complete. */
export interface Pieces extends DataStore {
  prepare(): Promise<void>;
  /** All bytes that have arrived. */
  read(id: string): Readable | Promise<Readable>;
  /** Ids of uploads that got no bytes since a time. The sweep removes those without a row. */
  begunBefore(time: Date): AsyncIterable<string>;
}
