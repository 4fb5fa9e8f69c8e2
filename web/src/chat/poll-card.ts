import type { Chat, PollOptionView, PollView, ShownMessage } from '@parley/client';

import { h } from '../element.js';
import { icon } from '../icons.js';
import { nameIn } from '../names.js';
import { attempt } from '../notices.js';
import { texts } from '../texts.js';

function isPoll(attachment: ShownMessage['attachments'][number]): attachment is PollView {
  return attachment.kind === 'poll';
}

/** The answers of a poll, each a button with its number of votes. */
export function pollCard(chat: Chat, message: ShownMessage): HTMLElement {
  const poll = message.attachments.find(isPoll);
  if (!poll) return h('div', { className: 'poll' });
  const closed = poll.closed || (poll.closesAt !== null && Date.parse(poll.closesAt) < Date.now());
  const options = poll.options.map((option) => optionButton({ chat, message, poll, closed }, option));
  const group = h('div', { role: 'group', ariaLabel: texts.poll.label, className: 'poll-options' }, ...options);
  return h('div', { className: 'poll' }, group, h('div', { className: 'poll-facts' }, factsOf(poll, closed)));
}

function factsOf({ voters, anonymous, multiple }: PollView, closed: boolean): string {
  const { poll } = texts;
  const facts = [poll.voters(voters), anonymous && poll.anonymously, multiple && poll.several, closed && poll.closed];
  return facts.filter(Boolean).join(' · ');
}

interface Asked {
  chat: Chat;
  message: ShownMessage;
  poll: PollView;
  closed: boolean;
}

function optionButton({ chat, message, poll, closed }: Asked, option: PollOptionView): HTMLElement {
  const { count, text, mine = false, participantIds } = option;
  const share = poll.voters === 0 ? 0 : Math.round((count / poll.voters) * 100);
  const bar = h('span', { className: 'poll-bar' });
  bar.style.width = `${share}%`;
  const words = h('span', { className: 'poll-text', dir: 'auto' }, mine ? icon('check') : null, text);
  const button = h(
    'button',
    { type: 'button', className: 'poll-option', disabled: closed, title: participantIds.map(nameIn(chat)).join(', ') },
    bar,
    words,
    h('span', { className: 'poll-count', ariaHidden: 'true' }, String(count)),
    h('span', { className: 'only-heard' }, ` ${texts.poll.votes(count)}`),
  );
  button.ariaPressed = String(mine);
  button.addEventListener('click', () => void attempt(() => chat.vote(message.id, chosen(poll, option))));
  return button;
}

/** Choosing the same answer again removes the vote. */
function chosen({ options, multiple }: PollView, { id, mine = false }: PollOptionView): string[] {
  const others = multiple ? options.filter((option) => option.mine === true && option.id !== id) : [];
  return [...others.map((option) => option.id), ...(mine ? [] : [id])];
}
