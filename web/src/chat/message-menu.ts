import type { Chat, ShownMessage } from '@parley/client';

import { choose } from '../dialog.js';
import { h } from '../element.js';
import { icon } from '../icons.js';
import { type MenuItem, openMenu } from '../menu.js';
import { attempt, notify } from '../notices.js';
import { myId, myRole, type Page } from '../page.js';
import { forwardMessage } from '../panels/forward.js';
import { receiptsPanel } from '../panels/receipts.js';
import { texts } from '../texts.js';
import { pickEmoji } from './emoji-picker.js';
import { menuLabel } from './message-additions.js';

const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

export interface MenuAsked {
  page: Page;
  chat: Chat;
  message: ShownMessage;
  /** Puts the message into the field, to answer or to edit it. */
  take: (id: string, name: 'replyMessage' | 'editMessage') => void;
}

/** The actions on a message that the server would allow this person. */
export function openMessageMenu(asked: MenuAsked, at: DOMRect): void {
  const { message } = asked;
  const items = [...toAll(asked), ...toOwn(asked)];
  const reactions = message.outgoing && message.outgoing.state !== 'sent' ? [] : [quickReactions(asked, () => close())];
  const close = openMenu(at, menuLabel(message, message.sender.id === myId(asked.page)), items, ...reactions);
}

const has = (message: ShownMessage, emoji: string): boolean =>
  message.reactions.some((reaction) => reaction.emoji === emoji && reaction.mine === true);

function react({ chat, message }: MenuAsked, emoji: string): void {
  void attempt(() => chat.react(message.id, emoji, !has(message, emoji)));
}

function quickReactions(asked: MenuAsked, close: () => void): HTMLElement {
  const { message: words } = texts;
  const buttons = QUICK.map((emoji) => {
    const onclick = (): void => {
      close();
      react(asked, emoji);
    };
    const button = h('button', { type: 'button', className: 'quick', ariaLabel: words.react(emoji), onclick }, emoji);
    button.ariaPressed = String(has(asked.message, emoji));
    return button;
  });
  const onclick = (): void => {
    close();
    pickEmoji((emoji) => react(asked, emoji));
  };
  const label = words.moreEmojis;
  const more = h(
    'button',
    { type: 'button', className: 'quick', ariaLabel: label, title: label, onclick },
    icon('plus'),
  );
  return h('div', { className: 'quick-reactions', role: 'group', ariaLabel: words.react('') }, ...buttons, more);
}

function toAll({ page, chat, message, take }: MenuAsked): MenuItem[] {
  const { message: words } = texts;
  const mayPin = chat.view.type !== 'group' || myRole(chat) !== 'member';
  const isPinned = message.pinnedAt !== null;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(message.message);
    notify(words.copied);
  };
  const star = (): void => void attempt(() => chat.star(message.id, !message.starred));
  const pin = (): void => void attempt(() => chat.pinMessage(message.id, !isPinned));
  return [
    { icon: 'reply', label: words.reply, action: () => take(message.id, 'replyMessage') },
    ...(message.message ? [{ icon: 'copy', label: words.copy, action: () => void attempt(copy) } as const] : []),
    ...(message.kind === 'poll' || message.expiresAt !== null
      ? []
      : [{ icon: 'forward', label: words.forward, action: () => forwardMessage(page, chat, message) } as const]),
    { icon: 'star', label: message.starred ? words.unstar : words.star, action: star },
    ...(mayPin ? [{ icon: 'pin', label: isPinned ? words.unpin : words.pin, action: pin } as const] : []),
  ];
}

function toOwn({ page, chat, message, take }: MenuAsked): MenuItem[] {
  const { message: words } = texts;
  const mine = message.sender.id === myId(page);
  const editable = mine && (message.kind === 'text' || message.kind === 'media');
  const receipts = (): void => page.show(receiptsPanel(page, chat, message));
  return [
    ...(editable
      ? [{ icon: 'pencil', label: words.edit, action: () => take(message.id, 'editMessage') } as const]
      : []),
    ...(mine ? [{ icon: 'info', label: words.receipts, action: receipts } as const] : []),
    { icon: 'trash', label: words.delete, danger: true, action: () => askToDelete(chat, message, mine) },
  ];
}

function askToDelete(chat: Chat, message: ShownMessage, mine: boolean): void {
  const { message: words } = texts;
  const mayForAll = mine || (chat.view.type === 'group' && myRole(chat) !== 'member');
  const forAll = {
    label: words.deleteForAll,
    kind: 'danger',
    action: () => chat.delete(message.id, 'everyone'),
  } as const;
  choose(words.deleteTitle, '', [
    ...(mayForAll ? [forAll] : []),
    { label: words.deleteForMe, action: () => chat.delete(message.id, 'me') },
  ]);
}
