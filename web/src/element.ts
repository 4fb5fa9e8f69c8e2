import { limitText } from './text-length.js';

type Child = Node | string | null | undefined | false;

/** Text fields: their direction follows the language of the text. */
const TEXT_TYPES = ['text', 'search'];

/** Creates an element with these properties and children: `h('button', { type: 'button', onclick }, 'Send')`. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  if (element instanceof HTMLInputElement) fitField(element);
  element.append(...given(children));
  return element;
}

/** Reports that a text is too long. A browser would silently cut off pasted text. */
function fitField(field: HTMLInputElement): void {
  const { maxLength } = field;
  if (TEXT_TYPES.includes(field.type)) field.dir = 'auto';
  if (maxLength < 0) return;
  field.removeAttribute('maxlength');
  limitText(field, maxLength);
}

/** Replaces the children, unless they are the same elements. */
export function fill(parent: Element, ...children: Child[]): void {
  const wanted = given(children);
  const same =
    wanted.length === parent.childNodes.length && wanted.every((child, index) => child === parent.childNodes[index]);
  if (!same) parent.replaceChildren(...wanted);
}

function given(children: Child[]): (Node | string)[] {
  return children.filter((child) => child !== null && child !== undefined && child !== false);
}
