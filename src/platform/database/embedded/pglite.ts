import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';

import { PrivateNodeFS } from './private-node-fs.js';

/** Opens the database in a directory, or creates one. A query is answered after its files are written, so an acknowledged write survives `kill -9`. */
export function openPGlite(directory: string, onPanic: (reason: string) => unknown = () => undefined): Promise<PGlite> {
  return PGlite.create({
    fs: new PrivateNodeFS(directory),
    extensions: { pg_trgm, btree_gin },
    relaxedDurability: false,
    onStderr: (text) => {
      const reason = /PANIC: +(.*)/.exec(text)?.[1];
      if (reason !== undefined) onPanic(reason);
      return true;
    },
  });
}
