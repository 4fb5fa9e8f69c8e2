import { h } from './element.js';
import { icon, type IconName } from './icons.js';

/** A button with only an icon. Its label is read by screen readers, and shown on hover. */
export function iconButton(
  name: IconName,
  label: string,
  onclick: (event: MouseEvent) => void,
  className = '',
): HTMLButtonElement {
  const properties = { type: 'button', className: `icon-button ${className}`, title: label, ariaLabel: label } as const;
  return h('button', { ...properties, onclick }, icon(name));
}
