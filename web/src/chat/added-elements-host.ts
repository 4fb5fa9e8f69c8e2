import type { ShownMessage } from '@parley/client';

/**
 * What the added elements and roles need from the page. They are added because the component's own elements work only with sight and a mouse.
 */
export interface AddedElementsHost {
  message(id: string): ShownMessage | undefined;
  isMine(message: ShownMessage): boolean;
  openMenu(message: ShownMessage, at: DOMRect): void;
  jump(seq: number): void;
  toNewest(): void;
  pollCard(message: ShownMessage): HTMLElement;
  /** The delivery state of an own message. */
  tick(message: ShownMessage): string;
}
