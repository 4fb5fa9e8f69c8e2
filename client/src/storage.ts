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
    return globalThis.localStorage ?? new MemoryStorage();
  } catch {
    // a page that may keep nothing says so by throwing
    return new MemoryStorage();
  }
}
