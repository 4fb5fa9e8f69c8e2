import type { MediaView, ShownMessage } from '@parley/client';

import { h } from '../element.js';
import { icon, type IconName } from '../icons.js';
import { texts } from '../texts.js';
import { clockTime } from '../time.js';
import { wordsOf } from '../words.js';
import type { AddedElementsHost } from './added-elements-host.js';

/** Adds to a message its accessible name, its menu, and what the component does not show: stars, pins, polls, delivery state. */
export function addToMessage(element: HTMLElement, message: ShownMessage, host: AddedElementsHost): void {
  const card = element.querySelector<HTMLElement>('.vac-message-card');
  if (!card) return;
  const mine = host.isMine(message);
  const name = mine ? texts.chat.you : message.sender.name;
  const label = texts.chat.said(name, wordsOf(message), clockTime(message.createdAt));
  if (element.ariaLabel !== label) Object.assign(element, { role: 'article', ariaLabel: label });
  menuButton(card, message, host);
  flags(card, message, mine ? host.tick(message) : '');
  poll(card, message, host);
  rejected(card, message);
  forwarded(card, message);
  reply(card, message, host);
  pressables(element, message);
  for (const link of card.querySelectorAll<HTMLAnchorElement>('a:not([target])')) {
    Object.assign(link, { target: '_blank', rel: 'noopener noreferrer nofollow' });
  }
}

function menuButton(card: HTMLElement, message: ShownMessage, host: AddedElementsHost): void {
  const known = card.querySelector(':scope > .message-menu');
  if (message.deletedAt || message.outgoing?.state === 'failed') known?.remove();
  else if (!known) {
    const label = menuLabel(message, host.isMine(message));
    const button = h(
      'button',
      { type: 'button', className: 'message-menu', ariaLabel: label, title: label },
      icon('dots'),
    );
    const open = (at: DOMRect): void => {
      const now = host.message(message.id);
      if (now) host.openMenu(now, at);
    };
    button.setAttribute('aria-haspopup', 'menu');
    button.addEventListener('click', () => open(button.getBoundingClientRect()));
    card.addEventListener('contextmenu', (event) => {
      if ((event.target as Element).closest('a')) return;
      event.preventDefault();
      open(new DOMRect(event.clientX, event.clientY, 0, 0));
    });
    card.append(button);
  }
}

export function menuLabel({ sender }: ShownMessage, mine: boolean): string {
  return mine ? texts.message.actionsOfMine : texts.message.actions(sender.name);
}

/** Icons beside the time. */
function flags(card: HTMLElement, message: ShownMessage, tick: string): void {
  const { starred, pinnedAt, editedAt, deletedAt, outgoing } = message;
  const { message: words } = texts;
  const wanted: [IconName, string][] = [];
  if (!deletedAt && starred) wanted.push(['star', words.starred]);
  if (!deletedAt && pinnedAt) wanted.push(['pin', words.pinned]);
  if (outgoing && ['waiting', 'sending'].includes(outgoing.state)) wanted.push(['clock', tick]);
  const line = card.querySelector('.vac-text-timestamp');
  if (!line) return;
  const fingerprint = wanted.map(([, label]) => label).join();
  let place = line.querySelector<HTMLElement>('.flags');
  if (place?.dataset.fingerprint !== fingerprint) {
    place?.remove();
    place = h('span', { className: 'flags' }, ...wanted.map(([name, label]) => flag(name, label)));
    place.dataset.fingerprint = fingerprint;
    line.prepend(place);
  }
  const check = line.querySelector<HTMLElement>('.vac-icon-check')?.parentElement;
  if (check && check.ariaLabel !== tick) Object.assign(check, { role: 'img', ariaLabel: tick, title: tick });
  const pencil = line.querySelector<HTMLElement>('.vac-icon-edited');
  if (pencil && editedAt) Object.assign(pencil, { role: 'img', ariaLabel: words.edited, title: words.edited });
}

function flag(name: IconName, label: string): HTMLElement {
  return h('span', { className: `flag flag-${name}`, role: 'img', ariaLabel: label, title: label }, icon(name));
}

function poll(card: HTMLElement, message: ShownMessage, host: AddedElementsHost): void {
  const known = card.querySelector<HTMLElement>(':scope > .poll');
  const fingerprint = JSON.stringify(message.attachments);
  if (message.kind !== 'poll' || message.deletedAt) return known?.remove();
  if (known?.dataset.fingerprint === fingerprint) return;
  const drawn = host.pollCard(message);
  drawn.dataset.fingerprint = fingerprint;
  known?.remove();
  card.querySelector(':scope > .vac-text-timestamp')?.before(drawn);
}

/** A sentence for each file that the server could not use. */
function rejected(card: HTMLElement, { media }: ShownMessage): void {
  const { reasons, rejected: sentence } = texts.chat;
  const sentences = media.flatMap(({ status, reason }) =>
    status === 'rejected' ? sentence(reasons[reason ?? 'failed']) : [],
  );
  const known = card.querySelector<HTMLElement>(':scope > .rejected');
  const text = sentences.join(' ');
  if (text === (known?.textContent ?? '')) return;
  known?.remove();
  if (text) card.querySelector(':scope > .vac-text-timestamp')?.before(h('div', { className: 'rejected' }, text));
}

function forwarded(card: HTMLElement, { forwarded: origin, deletedAt }: ShownMessage): void {
  if (!origin || deletedAt || card.querySelector(':scope > .forwarded')) return;
  card.prepend(
    h('div', { className: 'forwarded' }, icon('forward'), h('bdi', {}, texts.chat.forwardedFrom(origin.sender.name))),
  );
}

/** A pointer may click the whole box. Keys and screen readers use only its name, because the rest may contain links. */
function reply(card: HTMLElement, { reply: answered }: ShownMessage, host: AddedElementsHost): void {
  const box = card.querySelector<HTMLElement>(':scope > .vac-reply-message');
  const name = box?.querySelector<HTMLElement>('.vac-reply-username');
  if (!box || !answered || !name || name.role) return;
  pressable(name, texts.chat.toReplied(answered.sender.name));
  box.addEventListener('click', (event) => {
    if (!(event.target as Element).closest('a')) host.jump(answered.seq);
  });
}

/** Pictures, files and reactions act as buttons, so they get that role. */
function pressables(element: HTMLElement, message: ShownMessage): void {
  const { chat, message: words } = texts;
  const isShown = ({ kind, status }: MediaView) => (kind === 'image' || kind === 'video') && status !== 'rejected';
  const shown = message.media.filter(isShown);
  const others = message.media.filter((one) => !isShown(one));
  element.querySelectorAll<HTMLElement>('.vac-message-image-container, .vac-video-container').forEach((box, index) => {
    const { kind, name, status } = shown[index] ?? {};
    const label = kind === 'video' ? chat.video(name ?? '') : chat.picture(name ?? '');
    pressable(box, status === 'processing' ? chat.processing(name ?? '') : label);
  });
  element.querySelectorAll<HTMLElement>('.vac-file-container').forEach((box, index) => {
    const { name, status } = others[index] ?? {};
    if (status === 'rejected') box.ariaLabel = name ?? chat.attachment;
    else pressable(box, chat.file(name ?? chat.attachment));
  });
  const failure = element.querySelector<HTMLElement>('.vac-failure-container');
  if (failure) pressable(failure, words.failed);
  for (const button of element.querySelectorAll<HTMLButtonElement>('.vac-button-reaction')) {
    const emoji = button.firstChild?.textContent ?? '';
    button.ariaLabel = chat.reaction(emoji, Number(button.querySelector('span')?.textContent ?? 0));
    button.ariaPressed = String(button.classList.contains('vac-reaction-me'));
  }
}

function pressable(box: HTMLElement, label: string): void {
  if (box.ariaLabel !== label) Object.assign(box, { role: 'button', tabIndex: 0, ariaLabel: label });
}
