/** Where a client keeps what has to survive a reload: texts by name. React Native's AsyncStorage fits as it is. */
export interface KeyValueStorage {
  getItem(key: string): string | null | Promise<string | null>;
  setItem(key: string, value: string): void | Promise<void>;
  removeItem(key: string): void | Promise<void>;
}

/** Keeps nothing beyond the life of the process. */
export class MemoryStorage implements KeyValueStorage {
  private readonly kept = new Map<string, string>();

  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }

  removeItem(key: string): void {
    this.kept.delete(key);
  }
}

/** The browser's own, where there is one. */
export function defaultStorage(): KeyValueStorage {
  try {
    return 'localStorage' in globalThis ? localStorage : new MemoryStorage();
  } catch {
    // a page that may keep nothing says so by throwing
    return new MemoryStorage();
  }
}

const forgiving = new WeakMap<KeyValueStorage, KeyValueStorage>();

/**
 * The same storage for whoever must go on without it: while it is full, or forbidden by the browser, nothing is found in it and
 * nothing kept, and no call fails. The same object for the same storage.
 */
export function forgivingOf(storage: KeyValueStorage): KeyValueStorage {
  const known = forgiving.get(storage);
  if (known) return known;
  const made: KeyValueStorage = {
    getItem: (key) => attempt(() => storage.getItem(key), null),
    setItem: (key, value) => attempt(() => storage.setItem(key, value), undefined),
    removeItem: (key) => attempt(() => storage.removeItem(key), undefined),
  };
  forgiving.set(storage, made);
  return made;
}

async function attempt<Value>(work: () => Value | Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await work();
  } catch {
    return otherwise;
  }
}

/** What is kept under this name, as it was written; null where there is none, or it cannot be read. */
export async function read<Value>(storage: KeyValueStorage, key: string): Promise<Value | null> {
  const text = await storage.getItem(key);
  try {
    return text === null ? null : (JSON.parse(text) as Value);
  } catch {
    return null;
  }
}

const turns = new WeakMap<KeyValueStorage, Promise<unknown>>();

/** One at a time, for all who use this storage: in this process, and where the platform can in all tabs. */
export function alone(storage: KeyValueStorage, key: string, work: () => Promise<void>): Promise<void> {
  const canLock = typeof navigator === 'object' && 'locks' in navigator;
  const turn = (turns.get(storage) ?? Promise.resolve()).then(() =>
    canLock ? navigator.locks.request(key, work) : work(),
  );
  turns.set(
    storage,
    turn.catch(() => undefined),
  );
  return turn;
}
