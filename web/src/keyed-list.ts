interface Shown<Item> {
  element: HTMLElement;
  fingerprint: string;
  item: Item;
}

/**
 * A list on the page that changes only the elements whose content changed. Elements with the same key stay, so that focus and
 * animations survive; an element is drawn again only if its `fingerprint`, a text of what it shows, differs.
 */
export class KeyedList<Item> {
  private shown = new Map<string, Shown<Item>>();

  constructor(
    private readonly parent: HTMLElement,
    private readonly draw: (item: Item) => HTMLElement,
    private readonly keyOf: (item: Item) => string,
    private readonly fingerprintOf: (item: Item) => string,
  ) {}

  show(items: Item[]): void {
    const before = this.shown;
    this.shown = new Map(items.map((item) => [this.keyOf(item), this.reuseOrDraw(before, item)]));
    for (const [key, { element }] of before) if (this.shown.get(key)?.element !== element) element.remove();
    let last: Element | null = null;
    for (const { element } of this.shown.values()) {
      const next: Element | null = last ? last.nextElementSibling : this.parent.firstElementChild;
      if (next !== element) this.parent.insertBefore(element, next);
      last = element;
    }
  }

  private reuseOrDraw(before: Map<string, Shown<Item>>, item: Item): Shown<Item> {
    const known = before.get(this.keyOf(item));
    const fingerprint = this.fingerprintOf(item);
    if (known?.fingerprint === fingerprint) return known;
    const element = this.draw(item);
    if (known) this.replace(known.element, element);
    return { element, fingerprint, item };
  }

  /** Keeps the focus on the element at the same place in the new list. */
  private replace(old: HTMLElement, element: HTMLElement): void {
    const focusable = (within: HTMLElement) => [...within.querySelectorAll<HTMLElement>('a, button')];
    const focused = focusable(old).indexOf(document.activeElement as HTMLElement);
    old.replaceWith(element);
    if (focused !== -1) focusable(element)[focused]?.focus();
  }
}
