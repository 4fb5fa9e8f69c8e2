import type { ChatView, ParticipantView } from '../../src/contract/chat.view.js';
import type { ServerEvents } from '../../src/contract/events.js';
import type { MessageView, SharedMessageView, VoteView } from '../../src/contract/message.view.js';
import type { Standing } from '../../src/contract/sync.dto.js';
import type { SyncStepView } from '../../src/contract/sync.view.js';
import type { SenderView } from '../../src/contract/user.view.js';

import { ReplicaMessages } from './replica-messages.js';
import { ReplicaPlans } from './replica-plans.js';
import { countsOf, keepingVotes, seated, titleOf, withName, withReaction } from './replica-rules.js';

type Heard = { [Event in keyof ServerEvents]: [event: Event, payload: ServerEvents[Event]] }[keyof ServerEvents];

/** One chat as a client holds it. */
export class ReplicaChat {
  held: Standing = [0, 0, 0, 0];
  chat!: ChatView;
  readonly messages = new ReplicaMessages();
  readonly planned = new ReplicaPlans();
  /** The last message when it was marked unread. */
  private signedAt = 0;

  constructor(step: SyncStepView) {
    this.take(step);
  }

  take(step: SyncStepView): void {
    const { chat, messages, changed, starred, hidden, voted, next } = step;
    this.chat = chat;
    this.held = next;
    this.messages.clear(chat);
    for (const message of messages) this.messages.put(message);
    for (const message of changed) this.messages.change(message, chat.participantId);
    if (starred) this.messages.star(({ id }) => starred.includes(id));
    for (const one of hidden ?? []) this.messages.hide(one);
    if (voted) this.messages.vote(({ id }) => voted.find(({ messageId }) => messageId === id)?.options ?? []);
    this.planned.take(step);
    for (const { user } of chat.participants) this.rename(user);
    this.follow();
  }

  /** @returns `behind` when something is missing before it */
  hear(heard: Heard): 'behind' | 'heard' {
    const [, payload] = heard;
    const number =
      'rev' in payload ? this.next(1, payload.rev) : 'mine' in payload ? this.next(2, payload.mine) : 'next';
    if (number === 'next') {
      this.apply(heard);
      this.follow();
    }
    return number === 'behind' ? 'behind' : 'heard';
  }

  rename({ id, name, avatar }: SenderView): void {
    const { chat } = this;
    const before = titleOf(chat);
    for (const { user } of chat.participants) if (user.id === id) Object.assign(user, { name, avatar });
    this.messages.rename({ id, name, avatar });
    const last = chat.lastMessage;
    if (last?.sender.id === id) last.sender = { id, name, avatar };
    if (last?.reply?.sender.id === id) last.reply.sender = { id, name, avatar };
    if (chat.title === before) chat.title = titleOf(chat);
    if (chat.type === 'direct') chat.avatar = chat.participants[1]?.user.avatar ?? null;
  }

  private apply([event, payload]: Heard): void {
    const { chat, messages } = this;
    if (event === 'message.created') this.add(payload);
    else if (event === 'message.updated' || event === 'message.deleted')
      messages.change(withName(payload, chat), chat.participantId);
    else if (event === 'reaction.added' || event === 'reaction.removed') {
      const held = messages.get(payload.messageId);
      if (held) messages.put(withReaction(held, payload, event === 'reaction.added', chat.participantId));
    } else if (event === 'message.hidden') messages.hide(payload);
    else if (event === 'message.starred') {
      messages.star(({ id, starred }) => (id === payload.messageId ? payload.starred : starred));
    } else if (event === 'poll.voted') this.vote(payload);
    else if (event === 'participant.joined' || event === 'participant.updated') this.seat(payload.participant);
    else if (event === 'participant.left') this.unseat(payload.participant);
    else if (event === 'chat.updated') this.update(payload);
    else if (event === 'chat.pinned') chat.pinned = payload.pinned;
    else if (event === 'chat.archived') chat.archivedSeq = payload.archivedSeq;
    else if (event === 'chat.muted') this.mute(payload);
    else if (event === 'chat.markedUnread') this.sign(payload);
    else if (event === 'chat.cleared') this.clear(payload);
    else if (event === 'draft.changed') this.draft(payload);
    else if (event === 'message.scheduled') this.planned.schedule(payload);
    else if (event === 'message.unscheduled') this.planned.unschedule(payload);
    else if (event === 'reminder.set' || event === 'reminder.due') this.planned.remind(payload);
    else if (event === 'reminder.removed') this.planned.forget(payload);
    else if (event === 'chat.read') this.read(payload.lastReadSeq, payload.lastReadRev);
    else if (event === 'chat.delivered') this.mark(chat.participantId, 0, payload.lastDeliveredSeq);
    else if (event === 'receipt.read') this.mark(payload.participantId, payload.seq, payload.seq);
    else if (event === 'receipt.delivered') this.mark(payload.participantId, 0, payload.seq);
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
    this.messages.put(message);
    this.held[0] = message.seq;
    Object.assign(this.chat, { lastSeq: message.seq, lastMessage: message, updatedAt: message.createdAt });
    if (message.kind === 'system') return;
    this.mark(message.participantId, message.seq, message.seq);
    if (!this.isMine(message)) return;
    this.chat.lastReadRev = Math.max(this.chat.lastReadRev, message.rev);
    if (message.seq > this.signedAt) this.chat.markedUnread = false;
  }

  /** What was said after it, and heard before, has taken it away already. */
  private sign({ markedUnread, lastSeq }: ServerEvents['chat.markedUnread']): void {
    const saidSince = this.messages.all().some((one) => this.isMine(one) && one.seq > lastSeq);
    this.signedAt = lastSeq;
    this.chat.markedUnread = markedUnread && !saidSince;
  }

  private isMine({ participantId, kind }: SharedMessageView): boolean {
    return participantId === this.chat.participantId && kind !== 'system';
  }

  private clear({ hiddenSeq, hiddenAt }: ServerEvents['chat.cleared']): void {
    Object.assign(this.chat, { hiddenSeq, hiddenAt });
    this.messages.clear(this.chat);
    this.read(hiddenSeq);
  }

  private mute({ mutedUntil, archivedSeq }: ServerEvents['chat.muted']): void {
    Object.assign(this.chat, { mutedUntil, archivedSeq });
  }

  private draft({ draft, draftVersion }: ServerEvents['draft.changed']): void {
    Object.assign(this.chat, { draft, draftVersion });
  }

  private update(facts: ServerEvents['chat.updated']): void {
    const { title, avatar, description, messageLifetime, historyHidden } = facts;
    const { chat } = this;
    Object.assign(chat, { description, messageLifetime, historyHidden });
    if (chat.type !== 'direct') Object.assign(chat, { title: title ?? titleOf(chat), avatar });
  }

  private read(seq: number, rev = 0): void {
    this.chat.markedUnread = false;
    this.chat.lastReadRev = Math.max(this.chat.lastReadRev, rev);
    this.mark(this.chat.participantId, seq, seq);
  }

  private mark(participantId: string, read: number, delivered: number): void {
    for (const participant of this.chat.participants.filter(({ id }) => id === participantId)) {
      participant.lastReadSeq = Math.max(participant.lastReadSeq, read);
      participant.lastDeliveredSeq = Math.max(participant.lastDeliveredSeq, delivered);
    }
  }

  private seat(participant: ParticipantView): void {
    this.people(seated(this.chat, participant));
  }

  private unseat({ id }: ParticipantView): void {
    this.people(this.chat.participants.filter((one) => one.id !== id));
  }

  /** A title made of names is made of theirs. */
  private people(participants: ParticipantView[]): void {
    const { chat } = this;
    const isMade = chat.title === titleOf(chat);
    chat.participants = participants;
    if (isMade) chat.title = titleOf(chat);
  }

  private vote({ messageId, options }: VoteView): void {
    const mine = (message: MessageView) => (message.id === messageId ? options : null);
    this.messages.vote(mine);
  }

  /** What follows from the rest. */
  private follow(): void {
    const { chat } = this;
    const last: MessageView | undefined = this.messages.get(chat.lastMessage?.id);
    const lastRev = Math.max(chat.lastRev, this.held[1]);
    Object.assign(chat, { lastRev, lastMessage: last ?? chat.lastMessage, ...countsOf(chat, this.messages.all()) });
  }
}
