import { h } from './element.js';
import { icon, type IconName } from './icons.js';

/** A button that is only a sign; its label is read out, and shown when one points at it. */
export function iconButton(
  name: IconName,
  label: string,
  onclick: (event: MouseEvent) => void,
  className = '',
): HTMLButtonElement {
  const properties = { type: 'button', className: `icon-button ${className}`, title: label, ariaLabel: label } as const;
  return h('button', { ...properties, onclick }, icon(name));
}
