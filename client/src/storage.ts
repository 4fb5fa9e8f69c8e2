/** Stores texts by name across reloads. React Native's AsyncStorage fits without changes. */
export interface KeyValueStorage {
  getItem(key: string): string | null | Promise<string | null>;
  setItem(key: string, value: string): void | Promise<void>;
  removeItem(key: string): void | Promise<void>;
}

/** Stores nothing beyond the life of the process. */
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

/** The browser's storage, if there is one. */
export function defaultStorage(): KeyValueStorage {
  try {
    return 'localStorage' in globalThis ? localStorage : new MemoryStorage();
  } catch {
    // A page without permission to store anything gets an exception here.
    return new MemoryStorage();
  }
}

const forgiving = new WeakMap<KeyValueStorage, KeyValueStorage>();

/**
 * Wraps a storage so that no call fails, for example when the storage is full or forbidden by the browser. A read that fails returns
 * null; a write that fails stores nothing.
 * The same storage always gives the same wrapper.
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

/** The stored value of this name; null if there is none, or it cannot be read. */
export async function read<Value>(storage: KeyValueStorage, key: string): Promise<Value | null> {
  const text = await storage.getItem(key);
  try {
    return text === null ? null : (JSON.parse(text) as Value);
  } catch {
    return null;
  }
}

const turns = new WeakMap<KeyValueStorage, Promise<unknown>>();

/** Runs one call at a time for all users of this storage: in this process, and in all tabs if the platform supports it. */
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
