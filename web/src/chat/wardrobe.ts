import type { ShownMessage } from '@parley/client';

/** The elements that are added to the component's own, which are made only for sight and the mouse. */
export interface Wardrobe {
  message(id: string): ShownMessage | undefined;
  isMine(message: ShownMessage): boolean;
  openMenu(message: ShownMessage, at: DOMRect): void;
  jump(seq: number): void;
  toNewest(): void;
  pollCard(message: ShownMessage): HTMLElement;
  /** The delivery state of an own message. */
  tick(message: ShownMessage): string;
}
