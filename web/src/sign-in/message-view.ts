import { h } from '../element.js';
import { texts } from '../texts.js';
import type { SignInPage, SignInView } from './sign-in-page.js';

/** A view that only says something. Its button leads on. */
export function messageView(page: SignInPage, title: string, text: string, ...more: Node[]): SignInView {
  const proceed = h('button', { type: 'button', className: 'button main wide', onclick: () => page.back() });
  proceed.textContent = texts.signIn.proceed;
  return { title, content: [h('p', { className: 'sign-in-text' }, text), proceed, ...more] };
}

/** Leaves a form without sending it. */
export function backLink(page: SignInPage): HTMLElement {
  return h('button', { type: 'button', className: 'link', onclick: () => page.back() }, texts.signIn.back);
}
