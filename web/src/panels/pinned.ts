import type { Chat, MessageView } from '@parley/client';

import { h } from '../element.js';
import { attempt } from '../notices.js';
import type { Page, Panel } from '../page.js';
import { texts } from '../texts.js';
import { foundMessage } from './found-message.js';

/** The messages that are pinned for everybody in the chat. */
export function pinnedPanel(page: Page, chat: Chat): Panel {
  const rows = h('ul', { className: 'rows' });
  const hint = h('p', { className: 'hint', role: 'status' });
  let seen = -1;
  const read = async (): Promise<void> => {
    seen = chat.view.lastRev;
    const pinned = await page.parley.call<MessageView[]>('GET', `/api/chats/${chat.id}/pinned-messages`);
    rows.replaceChildren(...pinned.map((message) => foundMessage(page, message)));
    hint.textContent = pinned.length === 0 ? texts.pinned.none : '';
  };
  const changed = (): void => {
    if (chat.view.lastRev !== seen) void attempt(read);
  };
  changed();
  return { title: texts.pinned.title, element: h('div', {}, hint, rows), changed };
}
