import type { KeyValueStorage } from '@parley/client';

const KEY = 'parley.account';

/**
 * Windows of one browser share an account, until one asks for another: then it, and what is opened from it, keeps its own
 * session beside the first. So two people may talk in two windows side by side.
 */
function slot(): string {
  return sessionStorage.getItem(KEY) ?? '';
}

/** From now on this window keeps a session of its own. */
export function separate(): void {
  sessionStorage.setItem(KEY, `${crypto.randomUUID()}:`);
}

export function useAnother(): void {
  separate();
  location.assign('/');
}

/** Who is signed in in the windows that share an account, where this one has its own. */
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

/** Where the session of this window's account is kept; that of another one is gone with the window. */
export function storageOfWindow(): KeyValueStorage {
  const place = isAnother() ? sessionStorage : localStorage;
  return {
    getItem: (key) => place.getItem(slot() + key),
    setItem: (key, value) => place.setItem(slot() + key, value),
    removeItem: (key) => place.removeItem(slot() + key),
  };
}
