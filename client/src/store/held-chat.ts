import type {
  ChatView,
  MessageView,
  ParticipantView,
  SenderView,
  ServerEvents,
  SharedMessageView,
  SyncStepView,
  UserView,
  VoteView,
} from '../wire.js';
import { following } from './counting.js';
import type { Heard, Numbers, Standing } from './heard.js';
import { HeldMessages } from './held-messages.js';
import { HeldPlans } from './held-plans.js';
import { keepingVotes, seated, titleOf, withName, withReaction } from './rules.js';

/** What changes messages that are there, and does so as well when it is heard twice. */
const CHANGES_MESSAGES = new Set<string>([
  'message.updated',
  'message.deleted',
  'message.hidden',
  'message.starred',
  'reaction.added',
  'reaction.removed',
  'poll.voted',
]);

/** One chat as a client holds it. */
export class HeldChat {
  held: Standing = [0, 0, 0, 0];
  chat!: ChatView;
  readonly messages = new HeldMessages();
  readonly planned = new HeldPlans();
  /** Ids of what its person has starred, the newest 1,000. */
  starred = new Set<string>();
  /** How many answers of `sync` went into it. */
  taken = 0;
  /** The last message when it was marked unread. */
  private signedAt = 0;

  constructor(step: SyncStepView) {
    this.take(step);
  }

  take(step: SyncStepView): void {
    const { chat, messages, changed, starred, hidden, voted, next } = step;
    this.chat = chat;
    this.held = next as Standing;
    this.taken++;
    if (starred) this.starred = new Set(starred);
    this.messages.clear(chat);
    for (const message of messages) this.messages.put(message);
    for (const message of changed) this.messages.change(message, chat.participantId);
    if (starred) this.messages.star(({ id }) => starred.includes(id));
    for (const one of hidden ?? []) this.messages.hide(one);
    if (voted) this.messages.vote(({ id }) => voted.find(({ messageId }) => messageId === id)?.options ?? []);
    this.planned.take(step);
    if (chat.lastMessage && !step.more) this.messages.put(chat.lastMessage);
    for (const { user } of chat.participants) this.rename(user);
    this.follow();
  }

  /** @returns `behind` when something is missing before it, or when what follows from it cannot be told from what is held */
  hear(heard: Heard): 'behind' | 'heard' {
    const { rev, mine } = heard[1] as Numbers;
    const number = rev !== undefined ? this.next(1, rev) : mine !== undefined ? this.next(2, mine) : 'next';
    if (number !== 'next') return number === 'behind' ? 'behind' : 'heard';
    this.apply(heard);
    if (this.follow(heard)) return 'heard';
    this.held[3] = 0;
    return 'behind';
  }

  /** A page of its history, which does not know what was heard since it was asked for. */
  admit(page: MessageView[], since: Heard[]): void {
    for (const message of page) this.messages.put(message);
    for (const { user } of this.chat.participants) this.rename(user);
    for (const heard of since) if (CHANGES_MESSAGES.has(heard[0])) this.apply(heard);
    this.follow();
  }

  /** Somebody came online or went. */
  meet({ id, status, lastSeenAt }: Pick<UserView, 'id' | 'status' | 'lastSeenAt'>): boolean {
    const met = this.chat.participants.filter(({ user }) => user.id === id);
    for (const { user } of met) Object.assign(user, { status, lastSeenAt });
    return met.length > 0;
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
      if (held && held.rev < payload.rev)
        messages.put(withReaction(held, payload, event === 'reaction.added', chat.participantId));
    } else if (event === 'message.hidden') messages.hide(payload);
    else if (event === 'message.starred') this.star(payload);
    else if (event === 'poll.voted') this.vote(payload);
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

  private star({ messageId, starred }: ServerEvents['message.starred']): void {
    if (starred) this.starred.add(messageId);
    else this.starred.delete(messageId);
    this.messages.star((one) => (one.id === messageId ? starred : one.starred));
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

  /** What follows from the rest. @returns whether that can be told from what is held */
  private follow(heard?: Heard): boolean {
    const { chat } = this;
    chat.lastRev = Math.max(chat.lastRev, this.held[1]);
    chat.lastMessage = this.messages.get(chat.lastMessage?.id) ?? chat.lastMessage;
    return following(chat, this.messages, heard);
  }
}
