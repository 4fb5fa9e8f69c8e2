import type { ChatView, ParticipantView } from '../../src/contract/chat.view.js';
import type { ServerEvents } from '../../src/contract/events.js';
import type {
  HiddenMessageView,
  MessageView,
  ReactionChangeView,
  SharedMessageView,
  VoteView,
} from '../../src/contract/message.view.js';
import type { Standing } from '../../src/contract/sync.dto.js';
import type { SyncStepView } from '../../src/contract/sync.view.js';
import type { SenderView } from '../../src/contract/user.view.js';

import { countsOf, keepingVotes, tombstone, withName, withReaction, withVotes } from './replica-rules.js';

type Heard = { [Event in keyof ServerEvents]: [event: Event, payload: ServerEvents[Event]] }[keyof ServerEvents];

/** One chat as a client holds it. */
export class ReplicaChat {
  held: Standing = [0, 0, 0, 0];
  chat!: ChatView;
  readonly messages = new Map<string, MessageView>();
  /** When its person deleted messages for themselves. */
  private readonly hidden = new Map<string, string>();

  constructor(step: SyncStepView) {
    this.take(step);
  }

  take({ chat, messages, changed, starred, hidden, voted, next }: SyncStepView): void {
    this.chat = chat;
    this.held = next;
    for (const message of messages) this.messages.set(message.id, message);
    for (const message of changed) this.change(message);
    if (starred) for (const message of this.messages.values()) message.starred = starred.includes(message.id);
    for (const one of hidden ?? []) this.hide(one);
    if (voted)
      for (const { id } of this.messages.values())
        this.vote(voted.find(({ messageId }) => messageId === id) ?? none(id));
    for (const { user } of chat.participants) this.rename(user);
  }

  /** @returns `behind` when something is missing before it */
  hear([event, payload]: Heard): 'behind' | 'heard' {
    const number =
      'rev' in payload ? this.next(1, payload.rev) : 'mine' in payload ? this.next(2, payload.mine) : 'next';
    if (number === 'behind') return 'behind';
    if (number === 'known') return 'heard';
    if (event === 'message.created') this.add(payload);
    else if (event === 'message.updated' || event === 'message.deleted') this.change(payload);
    else if (event === 'reaction.added' || event === 'reaction.removed')
      this.react(payload, event === 'reaction.added');
    else if (event === 'message.hidden') this.hide(payload);
    else if (event === 'participant.joined' || event === 'participant.updated') this.seat(payload.participant);
    else if (event === 'participant.left') this.unseat(payload.participant);
    else if (event === 'chat.updated') this.update(payload);
    else if (event === 'chat.pinned') this.chat.pinned = payload.pinned;
    else if (event === 'chat.archived') this.chat.archived = payload.archived;
    else if (event === 'message.starred') this.star(payload.messageId, payload.starred);
    else if (event === 'poll.voted') this.vote(payload);
    else if (event === 'chat.read') this.mark(this.chat.participantId, payload.lastReadSeq, payload.lastReadSeq);
    else if (event === 'chat.delivered') this.mark(this.chat.participantId, 0, payload.lastDeliveredSeq);
    else if (event === 'receipt.read') this.mark(payload.participantId, payload.seq, payload.seq);
    else if (event === 'receipt.delivered') this.mark(payload.participantId, 0, payload.seq);
    return 'heard';
  }

  rename({ id, name, avatar }: SenderView): void {
    const { chat } = this;
    const before = this.names();
    for (const { user } of chat.participants) if (user.id === id) Object.assign(user, { name, avatar });
    for (const message of [...this.messages.values(), ...(chat.lastMessage ? [chat.lastMessage] : [])]) {
      if (message.sender.id === id) message.sender = { id, name, avatar };
      if (message.reply?.sender.id === id) message.reply.sender = { id, name, avatar };
    }
    if (chat.title === before) chat.title = this.names();
    if (chat.type === 'direct') chat.avatar = chat.participants[1]?.user.avatar ?? null;
  }

  private next(place: 1 | 2, number: number): 'next' | 'known' | 'behind' {
    if (number <= this.held[place]) return 'known';
    if (number > this.held[place] + 1) return 'behind';
    this.held[place] = number;
    return 'next';
  }

  private add(pushed: ServerEvents['message.created']): void {
    const attachments = keepingVotes(pushed.attachments);
    const message = withName({ ...pushed, attachments, starred: false }, this.chat);
    this.messages.set(message.id, message);
    this.held[0] = message.seq;
    Object.assign(this.chat, { lastSeq: message.seq, lastMessage: { ...message }, updatedAt: message.createdAt });
    if (this.chat.mutedUntil === null) this.chat.archived = false;
    if (message.kind !== 'system') {
      this.mark(message.participantId, message.seq, message.seq);
      if (message.participantId === this.chat.participantId) this.chat.markedUnread = false;
    }
    this.count(message.rev);
  }

  private change(changed: SharedMessageView): void {
    const { id, message, media, deletedAt } = changed;
    const held = this.messages.get(id);
    const { participantId: me } = this.chat;
    const reactions = changed.reactions.map((one) => ({ ...one, mine: one.mine ?? one.participantIds.includes(me) }));
    const attachments = keepingVotes(changed.attachments, held?.attachments);
    if (held) this.show({ ...changed, attachments, reactions, starred: held.starred });
    for (const shown of [...this.messages.values(), this.chat.lastMessage]) {
      if (shown?.reply?.id === id) Object.assign(shown.reply, { message, media, deletedAt });
    }
    this.count(Math.max(this.chat.lastRev, this.held[1]));
  }

  private update({
    title,
    avatar,
    description,
    messageLifetime,
    historyHidden,
    rev,
  }: ServerEvents['chat.updated']): void {
    const { chat } = this;
    Object.assign(chat, { description, messageLifetime, historyHidden });
    if (chat.type !== 'direct') Object.assign(chat, { title: title ?? this.names(), avatar });
    this.count(rev);
  }

  private react(change: ReactionChangeView, added: boolean): void {
    const held = this.messages.get(change.messageId);
    if (held) this.show(withReaction(held, change, added, this.chat.participantId));
    this.count(Math.max(this.chat.lastRev, this.held[1]));
  }

  private hide({ messageId, deletedAt }: HiddenMessageView): void {
    this.hidden.set(messageId, deletedAt);
    const held = this.messages.get(messageId);
    if (held) this.show(held);
    this.count();
  }

  /** In its place, and in the list; as a tombstone where its person does not want to see it. */
  private show(message: MessageView): void {
    const hiddenAt = this.hidden.get(message.id);
    const named = withName(message, this.chat);
    const shown = hiddenAt === undefined ? named : tombstone(named, named.deletedAt ?? hiddenAt);
    this.messages.set(message.id, shown);
    if (this.chat.lastMessage?.id === message.id) this.chat.lastMessage = { ...shown };
  }

  private mark(participantId: string, read: number, delivered: number): void {
    for (const participant of this.chat.participants.filter(({ id }) => id === participantId)) {
      participant.lastReadSeq = Math.max(participant.lastReadSeq, read);
      participant.lastDeliveredSeq = Math.max(participant.lastDeliveredSeq, delivered);
    }
    this.count();
  }

  private seat(participant: ParticipantView): void {
    const [me, ...others] = this.chat.participants.filter(({ id }) => id !== participant.id);
    const all = participant.id === this.chat.participantId ? others : [...others, participant];
    const first = participant.id === this.chat.participantId ? participant : me;
    this.chat.participants = [first as ParticipantView, ...all.sort((a, b) => (a.id < b.id ? -1 : 1))];
    this.count(this.held[1]);
  }

  private unseat({ id }: ParticipantView): void {
    this.chat.participants = this.chat.participants.filter((one) => one.id !== id);
    this.count(this.held[1]);
  }

  private star(messageId: string, starred: boolean): void {
    const message = this.messages.get(messageId);
    if (message) message.starred = starred;
    if (this.chat.lastMessage?.id === messageId) this.chat.lastMessage.starred = starred;
  }

  private vote({ messageId, options }: VoteView): void {
    const held = this.messages.get(messageId);
    if (held) this.show({ ...held, attachments: withVotes(held.attachments, options) });
  }

  /** What follows from the rest. */
  private count(rev = this.chat.lastRev): void {
    Object.assign(this.chat, { lastRev: rev, ...countsOf(this.chat, this.messages.values()) });
  }

  private names(): string {
    const others = this.chat.participants.slice(1, this.chat.type === 'direct' ? 2 : 4);
    return others.map(({ user }) => user.name).join(', ');
  }
}

const none = (messageId: string): VoteView => ({ messageId, options: [] });
