import type {
  ChatView,
  MediaView,
  SenderView,
  ServerEvents,
  SharedMessageView,
  SyncStepView,
  UserView,
} from '../wire.js';
import { mark, read, rename, addParticipant, removeParticipant, update } from './chat-facts.js';
import { computeDerived } from './derived-values.js';
import type { Push, Numbers, HeldNumbers } from './pushes.js';
import { HeldMessages } from './held-messages.js';
import { HeldPlans } from './held-plans.js';
import { changeMessages } from './message-pushes.js';
import { keepingVotes, withName } from './rules.js';

/** One chat as a client holds it. */
export class HeldChat {
  held: HeldNumbers = [0, 0, 0, 0];
  chat!: ChatView;
  readonly messages = new HeldMessages();
  readonly planned = new HeldPlans();
  /** Ids of the messages that the person has starred, the newest 1,000. */
  starred = new Set<string>();
  /** How many answers of `sync` were applied to it. */
  stepsApplied = 0;
  /** The `lastSeq` of the last `chat.markedUnread`. */
  private markedUnreadSeq = 0;

  constructor(step: SyncStepView) {
    this.applyStep(step);
  }

  applyStep(step: SyncStepView): void {
    const { chat, messages, changed, starred, hidden, voted, next } = step;
    this.chat = chat;
    this.held = next as HeldNumbers;
    this.stepsApplied++;
    this.messages.clear(chat);
    for (const message of messages) this.messages.put(message);
    for (const message of changed) this.messages.change(message, chat.participantId);
    if (starred) this.starred = new Set(starred);
    if (starred) this.messages.star(({ id }) => this.starred.has(id));
    for (const one of hidden ?? []) this.messages.hide(one);
    if (voted) this.messages.vote(({ id }) => voted.find(({ messageId }) => messageId === id)?.options ?? []);
    this.planned.applyStep(step);
    if (chat.lastMessage && !step.more) this.messages.put(chat.lastMessage);
    this.renameAll();
    this.computeDerived();
  }

  /** @returns `behind` if something before it is missing, or if a value cannot be computed from what is held */
  applyPush(push: Push): 'behind' | 'current' {
    const { rev, mine } = push[1] as Numbers;
    const number = rev !== undefined ? this.next(1, rev) : mine !== undefined ? this.next(2, mine) : 'next';
    if (number !== 'next') return number === 'behind' ? 'behind' : 'current';
    this.apply(push);
    if (this.computeDerived(push)) return 'current';
    this.held[3] = 0;
    return 'behind';
  }

  /** Adds a page of the history, which does not include the pushes received since it was requested. */
  admit(page: SyncStepView['messages'], since: Push[]): void {
    for (const message of page) this.messages.put(message);
    this.renameAll();
    for (const push of since) changeMessages(push, this.messages, this.chat);
    this.computeDerived();
  }

  /** A person came online or went offline. @returns whether this chat shows them */
  setPresence({ id, status, lastSeenAt }: Pick<UserView, 'id' | 'status' | 'lastSeenAt'>): boolean {
    const shown = this.chat.participants.filter(({ user }) => user.id === id);
    for (const { user } of shown) Object.assign(user, { status, lastSeenAt });
    return shown.length > 0;
  }

  /** An upload of the person was processed. */
  showMedia(media: MediaView): void {
    this.planned.showMedia(media);
  }

  rename({ id, name, avatar }: SenderView): void {
    this.messages.rename({ id, name, avatar });
    rename(this.chat, { id, name, avatar });
  }

  private apply(push: Push): void {
    const [event, payload] = push;
    const { chat } = this;
    changeMessages(push, this.messages, chat);
    if (event === 'message.created') this.add(payload);
    else if (event === 'message.starred') this.star(payload);
    else if (event === 'participant.joined' || event === 'participant.updated')
      addParticipant(chat, payload.participant);
    else if (event === 'participant.left') removeParticipant(chat, payload.participant);
    else if (event === 'chat.updated') update(chat, payload);
    else if (event === 'receipt.read') mark(chat, payload.participantId, payload.seq, payload.seq);
    else if (event === 'receipt.delivered') mark(chat, payload.participantId, 0, payload.seq);
    else this.applyMine(push);
  }

  /** Events that only the person's own devices receive. */
  private applyMine([event, payload]: Push): void {
    const { chat, planned } = this;
    if (event === 'chat.pinned') chat.pinned = payload.pinned;
    else if (event === 'chat.archived') chat.archivedSeq = payload.archivedSeq;
    else if (event === 'chat.muted') this.mute(payload);
    else if (event === 'chat.markedUnread') this.markUnread(payload);
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
    if (message.seq > this.markedUnreadSeq) chat.markedUnread = false;
  }

  /** A later own message, whose push arrived first, has already removed the mark. */
  private markUnread({ markedUnread, lastSeq }: ServerEvents['chat.markedUnread']): void {
    const sentSince = this.messages.all().some((one) => this.isMine(one) && one.seq > lastSeq);
    this.markedUnreadSeq = lastSeq;
    this.chat.markedUnread = markedUnread && !sentSince;
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
  private computeDerived(push?: Push): boolean {
    const { chat } = this;
    chat.lastRev = Math.max(chat.lastRev, this.held[1]);
    chat.lastMessage = this.messages.get(chat.lastMessage?.id) ?? chat.lastMessage;
    return computeDerived(chat, this.messages, push);
  }
}
