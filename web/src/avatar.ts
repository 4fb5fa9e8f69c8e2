import { h } from './element.js';
import { hueOf } from './hue.js';

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase();
}

/** A person's picture or initials, with a dot if their presence is known. */
export function avatar(name: string, url: string | null, status?: 'online' | 'offline'): HTMLElement {
  const face = h('span', { className: 'avatar-face' }, url ? null : initialsOf(name));
  face.style.setProperty('--hue', String(hueOf(name)));
  if (url) {
    const image = h('img', { src: url, alt: '' });
    // It was replaced or removed meanwhile, or it is being processed.
    image.onerror = () => face.replaceChildren(initialsOf(name));
    face.append(image);
  }
  const dot = status && h('span', { className: `avatar-dot ${status}` });
  return h('span', { className: 'avatar', ariaHidden: 'true' }, face, dot);
}
