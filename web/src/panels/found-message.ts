import type { MessageView } from '@parley/client';

import { avatar } from '../avatar.js';
import { h } from '../element.js';
import type { Page } from '../page.js';
import { shortTime } from '../time.js';
import { wordsOf } from '../words.js';

/** A message in a list beside the chat; a click opens the chat at it. @param mark the text that was searched for */
export function foundMessage(page: Page, message: MessageView, { mark = '', title = '' } = {}): HTMLElement {
  const { sender, createdAt, chatId, seq } = message;
  const picture = sender.avatar && page.parley.avatarUrl(sender.avatar);
  const name = title ? `${sender.name} · ${title}` : sender.name;
  const button = h(
    'button',
    { type: 'button', className: 'row found-row', onclick: () => page.open(chatId, seq) },
    avatar(sender.name, picture),
    h('span', { className: 'row-title', dir: 'auto' }, name),
    h('span', { className: 'row-time' }, shortTime(createdAt)),
    h('span', { className: 'found-text', dir: 'auto' }, ...marked(wordsOf(message), mark)),
  );
  return h('li', {}, button);
}

function marked(text: string, mark: string): (string | HTMLElement)[] {
  const at = mark ? text.toLocaleLowerCase().indexOf(mark.toLocaleLowerCase()) : -1;
  if (at === -1) return [text];
  const from = Math.max(0, at - 40);
  const before = (from > 0 ? '…' : '') + text.slice(from, at);
  const end = at + mark.length;
  return [before, h('mark', {}, text.slice(at, end)), text.slice(end)];
}
