import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';

/** Opens the database in this directory, or makes one. A query answers after its files are written: what was acknowledged survives `kill -9`. */
export function openPGlite(directory: string): Promise<PGlite> {
  return PGlite.create({ dataDir: directory, extensions: { pg_trgm, btree_gin }, relaxedDurability: false });
}
