type Child = Node | string | null | undefined | false;

/** An element with these properties and children: `h('button', { type: 'button', onclick }, 'Send')`. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...given(children));
  return element;
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
