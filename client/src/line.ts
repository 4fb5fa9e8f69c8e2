import type { Heard } from './store/heard.js';

/** The events of a line: pushes and its state. */
export interface LineListener {
  heard(heard: Heard): void;
  /** `closed`: it reconnects by itself, unless the client closed it. */
  stands(state: LineState): void;
}

export type LineState = 'opening' | 'open' | 'closed';

/** The live connection: a socket of this tab, or of another tab. */
export interface Line {
  readonly isOpen: boolean;
  open(): void;
  hangUp(): void;
  /** Sends an event and waits for the answer. @returns its `data` @throws ParleyError, `network` if there is no answer */
  ask<Data>(event: string, payload: object): Promise<Data>;
  /** Sends an event without waiting for an answer; does nothing if the line is closed. */
  tell(event: string, payload: object): void;
}
