import type { Heard } from './store/heard.js';

/** What is heard over a line, and how it stands. */
export interface LineListener {
  heard(heard: Heard): void;
  /** `closed`: it comes back by itself, unless it was hung up. */
  stands(state: LineState): void;
}

export type LineState = 'opening' | 'open' | 'closed';

/** The live connection: one socket, or another tab's. */
export interface Line {
  readonly isOpen: boolean;
  open(): void;
  hangUp(): void;
  /** Says something and waits for the answer. @returns its `data` @throws ParleyError, `network` where there is no answer */
  ask<Data>(event: string, payload: object): Promise<Data>;
  /** Says something whose answer nobody waits for; nothing happens where the line is closed. */
  tell(event: string, payload: object): void;
}
