import type { Parley } from '@parley/client';

import { h } from './element.js';
import { icon } from './icons.js';
import { say } from './notices.js';
import { texts } from './texts.js';

/** Milliseconds: a shorter interruption is not shown. */
const SHOWN_AFTER_MS = 1_500;

/** Shows that the server cannot be reached, until it can. */
export class ConnectionBanner {
  private readonly words = h('span');
  readonly element = h('div', { className: 'connection', role: 'status', hidden: true }, icon('warning'), this.words);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parley: Parley) {}

  changed(): void {
    clearTimeout(this.timer);
    const { state } = this.parley;
    if (state === 'live' || state === 'signed-out') {
      if (!this.element.hidden) say(texts.connection.live);
      this.element.hidden = true;
      return;
    }
    const wait = this.element.hidden && navigator.onLine ? SHOWN_AFTER_MS : 0;
    this.timer = setTimeout(() => this.show(), wait);
  }

  private show(): void {
    const { state } = this.parley;
    if (state === 'live' || state === 'signed-out') return;
    this.words.textContent = texts.connection[state];
    this.element.hidden = false;
  }
}
