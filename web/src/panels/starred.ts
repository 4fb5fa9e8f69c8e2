import type { MessageView } from '@parley/client';

import { h } from '../element.js';
import { attempt } from '../notices.js';
import type { Page, Panel } from '../page.js';
import { texts } from '../texts.js';
import { foundMessage } from './found-message.js';

const PAGE = 50;

interface Starred {
  data?: MessageView[];
  meta?: { next: string | null };
}

/** The messages that the caller has starred in all chats, the last starred first. */
export function starredPanel(page: Page): Panel {
  const rows = h('ul', { className: 'rows' });
  const hint = h('p', { className: 'hint', role: 'status' });
  const more = h('button', { type: 'button', className: 'button wide', hidden: true }, texts.panel.more);
  let next: string | null = null;
  const read = async (): Promise<void> => {
    const query = next === null ? { limit: PAGE } : { limit: PAGE, cursor: next };
    const { data: answer } = await page.parley.rest.GET('/api/starred', { params: { query } });
    const { data = [], meta } = (answer ?? {}) as Starred;
    rows.append(...data.map((message) => foundMessage(page, message, titled(page, message))));
    next = meta?.next ?? null;
    more.hidden = next === null;
    hint.textContent = rows.childElementCount === 0 ? texts.starred.none : '';
  };
  more.addEventListener('click', () => void attempt(read));
  void attempt(read);
  return { title: texts.starred.title, element: h('div', {}, hint, rows, more) };
}

function titled({ parley }: Page, { chatId }: MessageView): { title: string } {
  return { title: parley.chat(chatId)?.view.title ?? '' };
}
