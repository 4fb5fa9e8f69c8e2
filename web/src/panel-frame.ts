import { h } from './element.js';
import { iconButton } from './icon-button.js';
import type { Panel } from './page.js';
import { texts } from './texts.js';

/** The panel beside the chat; on narrow screens it covers the chat. */
export class PanelFrame {
  private readonly title = h('h2', { tabIndex: -1 });
  private readonly body = h('div', { className: 'panel-body' });
  private panel: Panel | null = null;
  private before: HTMLElement | null = null;
  readonly element: HTMLElement;

  constructor(close: () => void) {
    const header = h(
      'header',
      { className: 'panel-header' },
      this.title,
      iconButton('close', texts.panel.close, close),
    );
    this.element = h('aside', { className: 'panel', hidden: true }, header, this.body);
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') close();
    });
  }

  get isOpen(): boolean {
    return this.panel !== null;
  }

  show(panel: Panel | null): void {
    if (panel && !this.panel) this.before = document.activeElement as HTMLElement | null;
    this.panel = panel;
    this.element.hidden = panel === null;
    this.element.ariaLabel = panel?.title ?? null;
    this.title.textContent = panel?.title ?? '';
    this.body.replaceChildren(...(panel ? [panel.element] : []));
    if (!panel) this.before?.focus();
    else if (panel.focus) panel.focus();
    else this.title.focus();
  }

  changed(): void {
    this.panel?.changed?.();
  }
}
