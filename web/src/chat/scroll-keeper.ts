/** Pixels from an end at which the next page is loaded, before the person reaches the end. */
const AHEAD_PX = 900;
/** Pixels from the newest message within which the person counts as being at it. */
const AT_END_PX = 80;

/** Keeps the visible messages in place while messages are added or removed above them. */
export class ScrollKeeper {
  private readonly sizes: ResizeObserver;
  private wasAtEnd = false;

  constructor(
    private readonly list: HTMLElement,
    moved: () => void,
  ) {
    list.addEventListener('scroll', () => this.scrolled(moved), { passive: true });
    // When pictures load or a panel opens, a list that was at its end stays there.
    this.sizes = new ResizeObserver(() => this.wasAtEnd && this.toEnd());
    for (const element of [list, ...list.children]) this.sizes.observe(element);
  }

  close(): void {
    this.sizes.disconnect();
  }

  private scrolled(moved: () => void): void {
    this.wasAtEnd = this.atEnd;
    moved();
  }

  get nearStart(): boolean {
    return this.list.scrollTop < AHEAD_PX;
  }

  get nearEnd(): boolean {
    return this.below < AHEAD_PX;
  }

  get atEnd(): boolean {
    return this.below < AT_END_PX;
  }

  toEnd(): void {
    this.wasAtEnd = true;
    this.list.scrollTop = this.list.scrollHeight;
  }

  /** Changes what is shown. The uppermost visible message that remains keeps its place. */
  async holding(change: () => void): Promise<void> {
    const before = this.inSight().map((element) => ({ id: element.id, top: element.getBoundingClientRect().top }));
    change();
    await drawn();
    for (const { id, top } of before) {
      const element = this.find(id);
      if (!element) continue;
      this.list.scrollTop += element.getBoundingClientRect().top - top;
      return;
    }
  }

  /** Scrolls a message to the middle, and highlights it for a moment. */
  show(id: string): void {
    const element = this.find(id);
    if (!element) return;
    element.scrollIntoView({ block: 'center' });
    element.classList.remove('flash');
    requestAnimationFrame(() => element.classList.add('flash'));
    setTimeout(() => element.classList.remove('flash'), 2_500);
  }

  find(id: string): HTMLElement | null {
    return this.list.querySelector<HTMLElement>(`[id="${CSS.escape(id)}"]`);
  }

  private get below(): number {
    const { scrollHeight, clientHeight, scrollTop } = this.list;
    return scrollHeight - clientHeight - scrollTop;
  }

  private inSight(): HTMLElement[] {
    const { top, bottom } = this.list.getBoundingClientRect();
    return [...this.list.querySelectorAll<HTMLElement>('.vac-message-wrapper')].filter((element) => {
      const place = element.getBoundingClientRect();
      return place.bottom > top && place.top < bottom;
    });
  }
}

/** Waits until the component has drawn its new properties, which takes a microtask or a few. */
export async function drawn(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve));
}
