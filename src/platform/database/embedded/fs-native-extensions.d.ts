/** The package ships no types; this is the part we use. */
declare module 'fs-native-extensions' {
  /** Takes an exclusive lock on an open file, until it is closed or its process ends. @returns false when it is locked already */
  export function tryLock(fd: number): boolean;
}
