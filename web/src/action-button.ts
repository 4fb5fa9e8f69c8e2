import { h } from './element.js';
import { icon, type IconName } from './icons.js';

/** A row of a panel that does something. @param kind `danger` for what cannot be undone */
export function actionButton(name: IconName, label: string, onclick: () => void, kind = ''): HTMLButtonElement {
  return h('button', { type: 'button', className: `action ${kind}`, onclick }, icon(name), label);
}
