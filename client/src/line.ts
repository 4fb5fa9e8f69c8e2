import type { Push } from './store/pushes.js';

/** The events of a line: pushes and its state. */
export interface LineListener {
  onPush(push: Push): void;
  /** `closed`: it reconnects by itself, unless the client closed it. */
  onState(state: LineState): void;
}

export type LineState = 'opening' | 'open' | 'closed';

/** The live connection: a socket of this tab, or of another tab. */
export interface Line {
  readonly isOpen: boolean;
  open(): void;
  close(): void;
  /** Sends an event and waits for the answer. @returns its `data` @throws ParleyError, `network` if there is no answer */
  request<Data>(event: string, payload: object): Promise<Data>;
  /** Sends an event without waiting for an answer; does nothing if the line is closed. */
  emit(event: string, payload: object): void;
}
