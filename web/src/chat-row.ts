import type { Chat } from '@parley/client';

import { isMuted } from './announcer.js';
import { avatar } from './avatar.js';
import { chatActions } from './chat-actions.js';
import { h } from './element.js';
import { iconButton } from './icon-button.js';
import { icon, type IconName } from './icons.js';
import { openMenu } from './menu.js';
import { nameIn, typistsOf } from './names.js';
import { myId, otherOf, type Page } from './page.js';
import { hashOf } from './route.js';
import { texts } from './texts.js';
import { shortTime } from './time.js';
import { wordsOf } from './words.js';

interface Facts {
  title: string;
  avatar: string | null;
  status: 'online' | 'offline' | undefined;
  time: string;
  snippet: Snippet;
  unread: number;
  marked: boolean;
  mentioned: boolean;
  pinned: boolean;
  muted: boolean;
}

interface Snippet {
  kind: 'typing' | 'draft' | 'said';
  lead: string;
  text: string;
}

function snippetOf(page: Page, chat: Chat): Snippet {
  const { view } = chat;
  const { list } = texts;
  const typists = typistsOf(chat);
  if (typists) {
    const text = view.type === 'direct' ? list.typing : list.severalTyping(typists);
    return { kind: 'typing', lead: '', text };
  }
  if (view.draft?.message) return { kind: 'draft', lead: list.draft, text: view.draft.message };
  const last = view.lastMessage;
  if (!last) return { kind: 'said', lead: '', text: list.nothingSaid };
  const mine = last.sender.id === myId(page);
  const names = view.type === 'direct' || last.system ? '' : `${last.sender.name.split(' ')[0]}:`;
  return { kind: 'said', lead: mine && !last.system ? list.you : names, text: wordsOf(last, nameIn(chat)) };
}

function factsOf(page: Page, chat: Chat): Facts {
  const { view } = chat;
  return {
    title: view.title,
    avatar: view.avatar && page.parley.avatarUrl(view.avatar),
    status: otherOf(chat)?.status,
    time: shortTime(view.updatedAt),
    snippet: snippetOf(page, chat),
    unread: view.unreadCount,
    marked: view.markedUnread,
    mentioned: view.mentionCount > 0,
    pinned: view.pinned,
    muted: isMuted(view.mutedUntil),
  };
}

/** What a row shows, as a text that can be compared. */
export function fingerprintOf(page: Page, chat: Chat, selected: boolean): string {
  return JSON.stringify([factsOf(page, chat), selected]);
}

export function rowOf(page: Page, chat: Chat, selected: boolean): HTMLElement {
  const facts = factsOf(page, chat);
  const link = h(
    'a',
    { href: hashOf(chat.id), className: 'row' },
    avatar(facts.title, facts.avatar, facts.status),
    h(
      'span',
      { className: 'row-line' },
      h('span', { className: 'row-title', dir: 'auto' }, facts.title),
      h('span', { className: 'row-time' }, facts.time),
    ),
    h('span', { className: 'row-line' }, snippet(facts.snippet), badges(facts)),
  );
  if (selected) link.setAttribute('aria-current', 'page');
  const actions = (at: DOMRect): void => {
    openMenu(at, texts.list.actions(facts.title), chatActions(chat));
  };
  const button = iconButton('dots', texts.list.actions(facts.title), () => actions(button.getBoundingClientRect()));
  button.setAttribute('aria-haspopup', 'menu');
  button.classList.add('row-actions');
  const row = h('li', { className: 'row-item' }, link, button);
  row.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    actions(new DOMRect(event.clientX, event.clientY, 0, 0));
  });
  return row;
}

function snippet({ kind, lead, text }: Snippet): HTMLElement {
  const first = lead ? h('span', { className: 'row-lead' }, `${lead} `) : null;
  return h('span', { className: `row-snippet ${kind}` }, first, h('bdi', {}, text));
}

function badges({ unread, marked, mentioned, pinned, muted }: Facts): HTMLElement {
  const { list } = texts;
  const all = h('span', { className: 'row-badges' });
  if (pinned) all.append(sign('pin', list.pinned));
  if (muted) all.append(sign('bellOff', list.muted));
  if (mentioned) all.append(badge('@', list.mentioned, muted));
  if (unread > 0) all.append(badge(unread > 99 ? '99+' : String(unread), list.unread(unread), muted));
  else if (marked) all.append(badge('', list.markedUnread, muted));
  return all;
}

const heard = (label: string): HTMLElement => h('span', { className: 'only-heard' }, label);

function sign(name: IconName, label: string): HTMLElement {
  return h('span', { className: 'row-sign', title: label }, icon(name), heard(label));
}

function badge(text: string, label: string, muted: boolean): HTMLElement {
  const seen = h('span', { ariaHidden: 'true' }, text);
  return h('span', { className: muted ? 'badge quiet' : 'badge' }, seen, heard(label));
}
