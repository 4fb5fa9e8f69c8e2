/** Stores the files of unsent messages across reloads. */
export interface FileStorage {
  get(key: string): Promise<Blob | null>;
  set(key: string, file: Blob): Promise<void>;
  remove(key: string): Promise<void>;
  keys(): Promise<string[]>;
}

const DATABASE = 'parley-files';
const STORE = 'files';

/** The browser's IndexedDB. */
class IndexedFiles implements FileStorage {
  private opened: Promise<IDBDatabase> | null = null;

  async get(key: string): Promise<Blob | null> {
    return ((await this.run('readonly', (files) => files.get(key))) as Blob | undefined) ?? null;
  }

  async set(key: string, file: Blob): Promise<void> {
    await this.run('readwrite', (files) => files.put(file, key));
  }

  async remove(key: string): Promise<void> {
    await this.run('readwrite', (files) => files.delete(key));
  }

  async keys(): Promise<string[]> {
    return (await this.run('readonly', (files) => files.getAllKeys())) as string[];
  }

  private async run<Result>(
    mode: IDBTransactionMode,
    work: (files: IDBObjectStore) => IDBRequest<Result>,
  ): Promise<Result> {
    const database = await (this.opened ??= open());
    return answerOf(work(database.transaction(STORE, mode).objectStore(STORE)));
  }
}

/** The browser's storage of files, if there is one. */
export function defaultFileStorage(): FileStorage | null {
  return 'indexedDB' in globalThis ? new IndexedFiles() : null;
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return answerOf(request);
}

function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });
}
