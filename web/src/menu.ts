import { h } from './element.js';
import { icon, type IconName } from './icons.js';

export interface MenuItem {
  icon: IconName;
  label: string;
  danger?: boolean;
  action: () => void;
}

const EDGE = 8;
let opened: (() => void) | null = null;

/** A menu at this place. Arrow keys move in it; Escape and a click elsewhere close it. */
export function openMenu(at: DOMRect, label: string, items: MenuItem[], ...above: HTMLElement[]): () => void {
  opened?.();
  const before = document.activeElement as HTMLElement | null;
  const buttons = items.map((item) => asButton(item, () => close()));
  const list = h('div', { role: 'menu', ariaLabel: label, className: 'menu-list' }, ...buttons);
  const menu = h('div', { className: 'menu' }, ...above, list);
  menu.popover = 'manual';
  const outside = (event: Event): void => {
    if (!event.composedPath().includes(menu)) close();
  };
  const close = (): void => {
    opened = null;
    document.removeEventListener('pointerdown', outside, true);
    removeEventListener('resize', close);
    const hadFocus = menu.contains(document.activeElement);
    menu.remove();
    if (hadFocus) deepest(before)?.focus();
  };
  menu.addEventListener('keydown', (event) => steer(event, menu, close));
  document.addEventListener('pointerdown', outside, true);
  addEventListener('resize', close);
  document.body.append(menu);
  menu.showPopover();
  place(menu, at);
  buttons[0]?.focus();
  opened = close;
  return close;
}

/** The focused element, even if it is in the shadow DOM of another. */
function deepest(element: HTMLElement | null): HTMLElement | null {
  return (element?.shadowRoot?.activeElement as HTMLElement | null | undefined) ?? element;
}

function asButton({ icon: name, label, danger, action }: MenuItem, close: () => void): HTMLButtonElement {
  const onclick = (): void => {
    close();
    action();
  };
  const className = danger ? 'menu-item danger' : 'menu-item';
  return h('button', { type: 'button', role: 'menuitem', className, onclick }, icon(name), label);
}

function steer(event: KeyboardEvent, menu: HTMLElement, close: () => void): void {
  const buttons = [...menu.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (step !== undefined) {
    event.preventDefault();
    buttons.at((at + step) % buttons.length)?.focus();
  }
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    event.stopPropagation();
    close();
  }
}

/** Below the element that opened it, or above it if there is no room, and inside the window. */
function place(menu: HTMLElement, at: DOMRect): void {
  const { width, height } = menu.getBoundingClientRect();
  const below = at.bottom + height + EDGE < innerHeight;
  const top = below ? at.bottom + 4 : Math.max(EDGE, at.top - height - 4);
  const left = Math.min(Math.max(EDGE, at.right - width), innerWidth - width - EDGE);
  menu.style.top = `${top}px`;
  menu.style.left = `${Math.max(EDGE, left)}px`;
}
