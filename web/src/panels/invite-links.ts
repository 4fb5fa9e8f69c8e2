import type { Chat, InviteLinkView } from '@parley/client';

import { h } from '../element.js';
import { iconButton } from '../icon-button.js';
import { icon } from '../icons.js';
import { attempt, notify } from '../notices.js';
import type { Page } from '../page.js';
import { inviteAddress } from '../route.js';
import { texts } from '../texts.js';

/** The invite links of a group, for people who may create them. */
export function inviteSection(page: Page, chat: Chat): HTMLElement {
  const { details } = texts;
  const path = `/api/chats/${chat.id}/invite-links`;
  const rows = h('ul', { className: 'invites' });
  const read = async (): Promise<void> => {
    const links = await page.parley.call<InviteLinkView[]>('GET', path);
    rows.replaceChildren(...links.map((link) => row(link, () => revoke(link))));
  };
  const revoke = async ({ id }: InviteLinkView): Promise<void> => {
    await page.parley.call('DELETE', `${path}/${id}`);
    await read();
  };
  const make = async (): Promise<void> => {
    await page.parley.call('POST', path, {});
    await read();
  };
  const onclick = (): void => void attempt(make);
  const button = h('button', { type: 'button', className: 'action', onclick }, icon('link'), details.invite);
  void attempt(read);
  return h('section', {}, h('h3', {}, details.links), button, rows);
}

function row(link: InviteLinkView, revoke: () => Promise<void>): HTMLElement {
  const { details, message } = texts;
  const address = inviteAddress(link.code);
  const field = h('input', { className: 'input', readOnly: true, value: address, ariaLabel: details.inviteMade });
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(address);
    notify(message.copied);
  };
  const line = h(
    'div',
    { className: 'invite-line' },
    field,
    iconButton('copy', details.inviteCopy, () => void attempt(copy)),
    iconButton('trash', details.inviteRevoke, () => void attempt(revoke)),
  );
  return h('li', {}, line, h('p', { className: 'hint' }, details.inviteUses(link.uses)));
}
