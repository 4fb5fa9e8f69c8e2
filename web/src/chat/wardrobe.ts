import type { ShownMessage } from '@parley/client';

/** What the component's elements are dressed with: it draws them for the eye and the mouse alone. */
export interface Wardrobe {
  message(id: string): ShownMessage | undefined;
  isMine(message: ShownMessage): boolean;
  openMenu(message: ShownMessage, at: DOMRect): void;
  jump(seq: number): void;
  toNewest(): void;
  pollCard(message: ShownMessage): HTMLElement;
  /** How far one's own message has come. */
  tick(message: ShownMessage): string;
}
