import { h } from './element.js';
import { sentenceOf } from './failure.js';

const SHOWN_MS = 6_000;

const list = h('div', { className: 'notices' });
list.setAttribute('role', 'status');
/** Read by screen readers, and not visible. */
const voice = h('div', { className: 'only-heard', ariaLive: 'polite' });

/** Adds the list of notices and the text for screen readers to the page. Call it once. */
export function placeNotices(): void {
  document.body.append(list, voice);
}

/** Shows a notice in a corner, for a while. */
export function notify(sentence: string, kind: 'fine' | 'failed' = 'fine'): void {
  const notice = h('div', { className: `notice notice-${kind}` }, sentence);
  list.append(notice);
  setTimeout(() => notice.remove(), SHOWN_MS);
}

/** Announces a text to screen readers only. */
export function say(sentence: string): void {
  voice.textContent = sentence;
}

/** Runs an action, and shows a notice if it fails. */
export async function attempt<T>(action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    notify(sentenceOf(error), 'failed');
    return undefined;
  }
}
