declare module 'virtual:emojis' {
  /** Where the emoji picker's data lies. */
  export const EMOJIS: string;
}
