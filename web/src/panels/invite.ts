import type { InviteView, JoinView } from '@parley/client';

import { openDialog } from '../dialog.js';
import { h } from '../element.js';
import { attempt, notify } from '../notices.js';
import type { Page } from '../page.js';
import { texts } from '../texts.js';

/** Shows the group of an invite link, and joins it. */
export function openInvite(page: Page, code: string): void {
  const path = `/api/invites/${encodeURIComponent(code)}`;
  void attempt(async () => show(page, path, await page.parley.call<InviteView>('GET', path)));
}

function show(page: Page, path: string, { title, participantCount, needsApproval }: InviteView): void {
  const { invite } = texts;
  const join = h('button', { type: 'button', className: 'button main' }, invite.join);
  const facts = [invite.people(participantCount), needsApproval ? invite.approval : ''].join(' ');
  const about = h(
    'p',
    { className: 'dialog-text' },
    h('strong', { dir: 'auto' }, title ?? invite.untitled),
    h('br'),
    facts,
  );
  const dialog = openDialog(invite.title, about, h('div', { className: 'dialog-buttons' }, join));
  join.addEventListener('click', () => {
    dialog.close();
    void attempt(() => enter(page, path));
  });
}

async function enter(page: Page, path: string): Promise<void> {
  const { state, chatId } = await page.parley.call<JoinView>('POST', `${path}/join`);
  if (state !== 'joined') return notify(texts.invite[state]);
  const chat = await page.parley.held(chatId);
  page.open(chat.id);
}
