import { limitText } from './text-length.js';

type Child = Node | string | null | undefined | false;

/** Fields for words, which run in the direction of their language. */
const TEXT_TYPES = ['text', 'search'];

/** An element with these properties and children: `h('button', { type: 'button', onclick }, 'Send')`. */
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

/** A field says that a text is too long, where a browser would cut off what was pasted without a word. */
function fitField(field: HTMLInputElement): void {
  const { maxLength } = field;
  if (TEXT_TYPES.includes(field.type)) field.dir = 'auto';
  if (maxLength < 0) return;
  field.removeAttribute('maxlength');
  limitText(field, maxLength);
}

/** Puts these in place of what is in there, unless they are the same ones. */
export function fill(parent: Element, ...children: Child[]): void {
  const wanted = given(children);
  const same =
    wanted.length === parent.childNodes.length && wanted.every((child, index) => child === parent.childNodes[index]);
  if (!same) parent.replaceChildren(...wanted);
}

function given(children: Child[]): (Node | string)[] {
  return children.filter((child) => child !== null && child !== undefined && child !== false);
}
