/** The package ships no types; this is the part we use. */
declare module 'fs-native-extensions' {
  /** An exclusive lock on the open file, held until it is closed or its process ends; false when someone else has it. */
  export function tryLock(fd: number): boolean;
}
