import type { KeyValueStorage } from '@parley/client';

const KEY = 'parley.account';

/**
 * Windows of one browser share an account, until one asks for another: then it, and what is opened from it, keeps its own
 * session beside the first. So two people may talk in two windows side by side.
 */
function slot(): string {
  return sessionStorage.getItem(KEY) ?? '';
}

export function useAnother(): void {
  sessionStorage.setItem(KEY, `${crypto.randomUUID()}:`);
  location.assign('/');
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
