import { NodeFS } from '@electric-sql/pglite/nodefs';

type Start = ReturnType<NodeFS['init']>;

const OTHERS = 0o077;

/** The file system of PGlite. It creates files as 0600; PGlite itself would create them as 0666, whatever the umask is. */
export class PrivateNodeFS extends NodeFS {
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
