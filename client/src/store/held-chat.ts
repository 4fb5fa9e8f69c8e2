import type { ChatView, SenderView, ServerEvents, SharedMessageView, SyncStepView, UserView } from '../wire.js';
import { mark, read, rename, addParticipant, removeParticipant, update } from './chat-facts.js';
import { following } from './counting.js';
import type { Heard, Numbers, Standing } from './heard.js';
import { HeldMessages } from './held-messages.js';
import { HeldPlans } from './held-plans.js';
import { changeMessages } from './message-pushes.js';
import { keepingVotes, withName } from './rules.js';

/** One chat as a client holds it. */
export class HeldChat {
  held: Standing = [0, 0, 0, 0];
  chat!: ChatView;
  readonly messages = new HeldMessages();
  readonly planned = new HeldPlans();
  /** Ids of the messages that the person has starred, the newest 1,000. */
  starred = new Set<string>();
  /** How many answers of `sync` were applied to it. */
  taken = 0;
  /** The `lastSeq` of the last `chat.markedUnread`. */
  private signedAt = 0;

  constructor(step: SyncStepView) {
    this.take(step);
  }

  take(step: SyncStepView): void {
    const { chat, messages, changed, starred, hidden, voted, next } = step;
    this.chat = chat;
    this.held = next as Standing;
    this.taken++;
    this.messages.clear(chat);
    for (const message of messages) this.messages.put(message);
    for (const message of changed) this.messages.change(message, chat.participantId);
    if (starred) this.starred = new Set(starred);
    if (starred) this.messages.star(({ id }) => this.starred.has(id));
    for (const one of hidden ?? []) this.messages.hide(one);
    if (voted) this.messages.vote(({ id }) => voted.find(({ messageId }) => messageId === id)?.options ?? []);
    this.planned.take(step);
    if (chat.lastMessage && !step.more) this.messages.put(chat.lastMessage);
    this.renameAll();
    this.follow();
  }

  /** @returns `behind` if something before it is missing, or if a value cannot be computed from what is held */
  hear(heard: Heard): 'behind' | 'heard' {
    const { rev, mine } = heard[1] as Numbers;
    const number = rev !== undefined ? this.next(1, rev) : mine !== undefined ? this.next(2, mine) : 'next';
    if (number !== 'next') return number === 'behind' ? 'behind' : 'heard';
    this.apply(heard);
    if (this.follow(heard)) return 'heard';
    this.held[3] = 0;
    return 'behind';
  }

  /** Adds a page of the history, which does not include the pushes received since it was requested. */
  admit(page: SyncStepView['messages'], since: Heard[]): void {
    for (const message of page) this.messages.put(message);
    this.renameAll();
    for (const heard of since) changeMessages(heard, this.messages, this.chat);
    this.follow();
  }

  /** A person came online or went offline. @returns whether this chat shows them */
  meet({ id, status, lastSeenAt }: Pick<UserView, 'id' | 'status' | 'lastSeenAt'>): boolean {
    const met = this.chat.participants.filter(({ user }) => user.id === id);
    for (const { user } of met) Object.assign(user, { status, lastSeenAt });
    return met.length > 0;
  }

  rename({ id, name, avatar }: SenderView): void {
    this.messages.rename({ id, name, avatar });
    rename(this.chat, { id, name, avatar });
  }

  private apply(heard: Heard): void {
    const [event, payload] = heard;
    const { chat } = this;
    changeMessages(heard, this.messages, chat);
    if (event === 'message.created') this.add(payload);
    else if (event === 'message.starred') this.star(payload);
    else if (event === 'participant.joined' || event === 'participant.updated')
      addParticipant(chat, payload.participant);
    else if (event === 'participant.left') removeParticipant(chat, payload.participant);
    else if (event === 'chat.updated') update(chat, payload);
    else if (event === 'receipt.read') mark(chat, payload.participantId, payload.seq, payload.seq);
    else if (event === 'receipt.delivered') mark(chat, payload.participantId, 0, payload.seq);
    else this.applyMine(heard);
  }

  /** Events that only the person's own devices receive. */
  private applyMine([event, payload]: Heard): void {
    const { chat, planned } = this;
    if (event === 'chat.pinned') chat.pinned = payload.pinned;
    else if (event === 'chat.archived') chat.archivedSeq = payload.archivedSeq;
    else if (event === 'chat.muted') this.mute(payload);
    else if (event === 'chat.markedUnread') this.sign(payload);
    else if (event === 'chat.cleared') this.clear(payload);
    else if (event === 'draft.changed') this.draft(payload);
    else if (event === 'message.scheduled') planned.schedule(payload);
    else if (event === 'message.unscheduled') planned.unschedule(payload);
    else if (event === 'reminder.set' || event === 'reminder.due') planned.remind(payload);
    else if (event === 'reminder.removed') planned.forget(payload);
    else if (event === 'chat.read') read(chat, payload.lastReadSeq, payload.lastReadRev);
    else if (event === 'chat.delivered') mark(chat, chat.participantId, 0, payload.lastDeliveredSeq);
  }

  private next(place: 1 | 2, number: number): 'next' | 'known' | 'behind' {
    if (number <= this.held[place]) return 'known';
    if (number > this.held[place] + 1) return 'behind';
    this.held[place] = number;
    return 'next';
  }

  private add(pushed: ServerEvents['message.created']): void {
    const { chat } = this;
    const attachments = keepingVotes(pushed.attachments);
    const message = withName({ ...pushed, attachments, starred: false }, chat);
    this.messages.put(message);
    this.held[0] = message.seq;
    Object.assign(chat, { lastSeq: message.seq, lastMessage: message, updatedAt: message.createdAt });
    if (message.kind === 'system') return;
    mark(chat, message.participantId, message.seq, message.seq);
    if (!this.isMine(message)) return;
    chat.lastReadRev = Math.max(chat.lastReadRev, message.rev);
    if (message.seq > this.signedAt) chat.markedUnread = false;
  }

  /** A later own message, whose push arrived first, has already removed the mark. */
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
  }

  private clear({ hiddenSeq, hiddenAt }: ServerEvents['chat.cleared']): void {
    Object.assign(this.chat, { hiddenSeq, hiddenAt });
    this.messages.clear(this.chat);
    read(this.chat, hiddenSeq);
  }

  private mute({ mutedUntil, archivedSeq }: ServerEvents['chat.muted']): void {
    Object.assign(this.chat, { mutedUntil, archivedSeq });
  }

  private draft({ draft, draftVersion }: ServerEvents['draft.changed']): void {
    Object.assign(this.chat, { draft, draftVersion });
  }

  /** Shows people's current names everywhere in the chat. */
  private renameAll(): void {
    for (const { user } of this.chat.participants) this.rename(user);
  }

  /** Computes the derived values. @returns whether that is possible with what is held */
  private follow(heard?: Heard): boolean {
    const { chat } = this;
    chat.lastRev = Math.max(chat.lastRev, this.held[1]);
    chat.lastMessage = this.messages.get(chat.lastMessage?.id) ?? chat.lastMessage;
    return following(chat, this.messages, heard);
  }
}
