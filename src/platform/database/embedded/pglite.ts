import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** File permissions of the group and of all other users. */
const OTHERS = 0o077;

type Start = ReturnType<NodeFS['init']>;

/** The file system of PGlite. It creates files as 0600; PGlite itself would create them as 0666, whatever the umask is. */
class PrivateNodeFS extends NodeFS {
  override async init(...how: Parameters<NodeFS['init']>): Start {
    const { emscriptenOpts } = await super.init(...how);
    const preRun = [emscriptenOpts.preRun ?? []].flat();
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...preRun, keepPrivate] } };
  }
}

interface Chmod {
  chmod(path: unknown, mode: number, ...more: unknown[]): void;
}

/** Emscripten calls `chmod` for each file it has created. */
function keepPrivate(module: object): void {
  const { FS } = module as { FS: Chmod };
  const chmod = FS.chmod.bind(FS);
  FS.chmod = (path, mode, ...more) => chmod(path, mode & ~OTHERS, ...more);
}

/**
 * Opens the database in a directory, or creates one. A query is answered after its files are written, so an acknowledged write survives
 * `kill -9`.
 */
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
