declare module 'virtual:emojis' {
  /** The address of the emoji picker's data. */
  export const EMOJIS: string;
}
