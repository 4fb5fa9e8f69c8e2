import type { KeyValueStorage } from '@parley/client';

const KEY = 'parley.account';

/**
 * Windows of one browser share an account until one window asks for another account. That window, and those opened from it, then
 * have their own session, so two people can chat in two windows side by side.
 */
function slot(): string {
  return sessionStorage.getItem(KEY) ?? '';
}

/** From now on this window has its own session. */
export function separate(): void {
  sessionStorage.setItem(KEY, `${crypto.randomUUID()}:`);
}

export function useAnother(): void {
  separate();
  location.assign('/');
}

/** Who is signed in in the windows that share an account, if this window has its own. */
export function emailOfFirst(): string | null {
  if (!isAnother()) return null;
  try {
    const kept = localStorage.getItem(`parley:session:${location.origin}`) ?? '{}';
    return (JSON.parse(kept) as { user?: { email?: string } }).user?.email ?? null;
  } catch {
    return null;
  }
}

export const isAnother = (): boolean => slot() !== '';

/** Where the session of this window is stored. An account of one window is removed with that window. */
export function storageOfWindow(): KeyValueStorage {
  const place = isAnother() ? sessionStorage : localStorage;
  return {
    getItem: (key) => place.getItem(slot() + key),
    setItem: (key, value) => place.setItem(slot() + key, value),
    removeItem: (key) => place.removeItem(slot() + key),
  };
}
