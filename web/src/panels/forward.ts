import type { Chat, MessageView } from '@parley/client';

import { avatar } from '../avatar.js';
import { openDialog } from '../dialog.js';
import { h } from '../element.js';
import { attempt, notify } from '../notices.js';
import type { Page } from '../page.js';
import { texts } from '../texts.js';

/** Forwards a message to another chat, which shows the original sender. */
export function forwardMessage(page: Page, from: Chat, message: MessageView): void {
  const send = async ({ id, view }: Chat): Promise<void> => {
    const body = { chatId: from.id, messageId: message.id };
    await page.parley.call('POST', `/api/chats/${id}/forwarded-messages`, body);
    notify(texts.message.forwarded(view.title));
  };
  const rows = page.parley.chats.map((chat) => {
    const { title, avatar: picture } = chat.view;
    const face = avatar(title, picture && page.parley.avatarUrl(picture));
    const onclick = (): void => {
      dialog.close();
      void attempt(() => send(chat));
    };
    const name = h('span', { className: 'row-title', dir: 'auto' }, title);
    return h('li', {}, h('button', { type: 'button', className: 'row person', onclick }, face, name));
  });
  const dialog = openDialog(texts.message.forwardTo, h('ul', { className: 'rows forward-list' }, ...rows));
}
