import type { Chat, MessageView, ReceiptsView } from '@parley/client';

import { h } from '../element.js';
import { attempt } from '../notices.js';
import type { Page, Panel } from '../page.js';
import { texts } from '../texts.js';
import { personRow } from './person-row.js';

/** Who has read a message, who has received it, and who has not. */
export function receiptsPanel(page: Page, chat: Chat, message: MessageView): Panel {
  const element = h('div', { className: 'receipts' });
  let fingerprint = '';
  const read = async (): Promise<void> => {
    const path = `/api/chats/${chat.id}/messages/${message.id}/receipts`;
    const { receipts } = await page.parley.call<ReceiptsView>('GET', path);
    const groups = (['read', 'delivered', 'sent'] as const).flatMap((state) => {
      const rows = receipts.filter((one) => one.state === state).map(({ user }) => personRow(page, user, ''));
      if (rows.length === 0) return [];
      return [h('h3', {}, texts.receipts[state]), h('ul', { className: 'people' }, ...rows)];
    });
    element.replaceChildren(...groups);
  };
  const changed = (): void => {
    const marks = chat.view.participants.map(({ lastReadSeq, lastDeliveredSeq }) => [lastReadSeq, lastDeliveredSeq]);
    const next = JSON.stringify(marks);
    if (next === fingerprint) return;
    fingerprint = next;
    void attempt(read);
  };
  changed();
  return { title: texts.receipts.title, element, changed };
}
