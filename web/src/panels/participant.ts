import type { Chat, ParticipantView } from '@parley/client';

import { choose } from '../dialog.js';
import { iconButton } from '../icon-button.js';
import { type MenuItem, openMenu } from '../menu.js';
import { attempt } from '../notices.js';
import { myId, myRole, type Page } from '../page.js';
import { texts } from '../texts.js';
import { personRow } from './person-row.js';

/** A participant of a group, with the actions that the caller may take. */
export function personOf(page: Page, chat: Chat, participant: ParticipantView): HTMLElement {
  const { details } = texts;
  const { user, role } = participant;
  const mine = user.id === myId(page);
  const words = [mine ? details.you : '', role === 'member' ? '' : details.roles[role]].filter(Boolean).join(' ');
  const items = mine ? [] : [talk(page, participant), ...actions(page, chat, participant)];
  if (items.length === 0) return personRow(page, user, words);
  const label = details.personActions(user.name);
  const button = iconButton('dots', label, () => openMenu(button.getBoundingClientRect(), label, items));
  button.setAttribute('aria-haspopup', 'menu');
  return personRow(page, user, words, button);
}

function talk(page: Page, { user }: ParticipantView): MenuItem {
  const action = async (): Promise<void> => {
    const chat = await page.parley.createChat({ participants: [user.id] });
    page.show(null);
    page.open(chat.id);
  };
  return { icon: 'mail', label: texts.details.chatWith(user.name), action: () => void attempt(action) };
}

/** The owner may change roles and remove anybody; admins may remove members. */
function actions(page: Page, chat: Chat, { id, role, user }: ParticipantView): MenuItem[] {
  const { details } = texts;
  const path = `/api/chats/${chat.id}/participants/${id}`;
  const become = (next: string) => () => page.parley.call('PATCH', path, { role: next });
  const handOver = (): void =>
    choose(details.handOverTitle(user.name), details.handOverText, [
      { label: details.makeOwner, kind: 'danger', action: become('owner') },
    ]);
  const remove = (): void =>
    choose(details.removeTitle(user.name), '', [
      { label: details.remove, kind: 'danger', action: () => page.parley.call('DELETE', path) },
    ]);
  const [next, label] = role === 'admin' ? ['member', details.makeMember] : ['admin', details.makeAdmin];
  const ofOwner: MenuItem[] = [
    { icon: 'people', label, action: () => void attempt(become(next)) },
    { icon: 'crown', label: details.makeOwner, action: handOver },
  ];
  const removal: MenuItem = { icon: 'trash', label: details.remove, danger: true, action: remove };
  const mine = myRole(chat);
  if (mine === 'owner') return [...ofOwner, removal];
  return mine === 'admin' && role === 'member' ? [removal] : [];
}
