import type { ChatView, HiddenMessageView, MessageView, SenderView, SharedMessageView } from '../wire.js';
import { keepingVotes, tombstone, withVotes } from './rules.js';

type Clearing = Pick<ChatView, 'hiddenSeq' | 'hiddenAt'>;

/** The messages of one chat that the client holds, by id and by number. Messages that the person has hidden are tombstones. */
export class HeldMessages {
  private readonly held = new Map<string, MessageView>();
  private readonly bySeq = new Map<number, string>();
  /** When the person deleted single messages for themselves. */
  private readonly hidden = new Map<string, string>();
  private cleared: Clearing = { hiddenSeq: 0, hiddenAt: null };

  get(id: string | undefined): MessageView | undefined {
    return id === undefined ? undefined : this.held.get(id);
  }

  get size(): number {
    return this.held.size;
  }

  all(): MessageView[] {
    return [...this.held.values()];
  }

  /** The messages from here on without a gap, oldest first. @param step 1 forwards, -1 backwards */
  unbroken(seq: number, step: 1 | -1): MessageView[] {
    const found: MessageView[] = [];
    for (let at = seq, one = this.at(at); one; one = this.at((at += step))) found.push(one);
    return step === 1 ? found : found.reverse();
  }

  at(seq: number): MessageView | undefined {
    return this.get(this.bySeq.get(seq));
  }

  /** Stores a message, unless a newer state of it is held; keeps the reader's personal state. */
  put(message: MessageView): void {
    const { reply } = message;
    if ((this.held.get(message.id)?.rev ?? 0) > message.rev) return;
    const gone = message.deletedAt === null ? this.hiddenAt(message) : null;
    const replyGone = reply?.deletedAt === null ? this.hiddenAt(reply) : null;
    const shown = gone === null ? { ...message } : tombstone(message, gone);
    if (reply && replyGone !== null) shown.reply = gone === null ? blankReply(reply, replyGone) : null;
    this.held.set(message.id, shown);
    this.bySeq.set(message.seq, message.id);
  }

  /** Also updates the replies to a changed message. @param me the participant of this client */
  change(changed: SharedMessageView, me: string): void {
    const { id, message, media, deletedAt } = changed;
    const before = this.held.get(id);
    if (before && before.rev > changed.rev) return;
    const reactions = changed.reactions.map((one) => ({ ...one, mine: one.mine ?? one.participantIds.includes(me) }));
    const attachments = keepingVotes(changed.attachments, before?.attachments);
    if (before) this.put({ ...changed, attachments, reactions, starred: before.starred });
    for (const one of this.all()) {
      if (one.reply?.id === id) this.put({ ...one, reply: { ...one.reply, message, media, deletedAt } });
    }
  }

  star(isStarred: (message: MessageView) => boolean): void {
    for (const message of this.all()) {
      const starred = isStarred(message);
      if (starred !== message.starred) this.held.set(message.id, { ...message, starred });
    }
  }

  /** @param optionsOf the options that the person chose in a poll; null: unchanged */
  vote(optionsOf: (message: MessageView) => string[] | null): void {
    for (const message of this.all()) {
      const options = optionsOf(message);
      if (options) this.put({ ...message, attachments: withVotes(message.attachments, options) });
    }
  }

  hide({ messageId, deletedAt }: HiddenMessageView): void {
    this.rehide(() => this.hidden.set(messageId, deletedAt));
  }

  /** Messages deleted for everybody keep the time of that; all others up to this number become tombstones with the new time. */
  clear({ hiddenSeq, hiddenAt }: Clearing): void {
    if (hiddenSeq === this.cleared.hiddenSeq && hiddenAt === this.cleared.hiddenAt) return;
    this.rehide(() => {
      for (const { id, seq } of this.all()) if (seq <= hiddenSeq) this.hidden.delete(id);
      this.cleared = { hiddenSeq, hiddenAt };
    });
    this.star(({ seq, starred }) => starred && seq > hiddenSeq);
  }

  rename(user: SenderView): void {
    for (const message of this.all()) {
      const { reply } = message;
      const isTheirs = message.sender.id === user.id;
      const answersThem = reply?.sender.id === user.id;
      if (!isTheirs && !answersThem) continue;
      const named = answersThem ? { ...reply, sender: user } : reply;
      this.held.set(message.id, { ...message, sender: isTheirs ? user : message.sender, reply: named });
    }
  }

  /** Drops all messages, to be fetched again when somebody opens the chat; what is hidden stays hidden. */
  dropAll(): void {
    this.held.clear();
    this.bySeq.clear();
  }

  /** Runs a change of what is hidden. Deletion times that come from hiding are computed again, also in replies. */
  private rehide(change: () => void): void {
    const bare = <Part extends { id: string; seq: number; deletedAt: string | null }>(one: Part): Part =>
      one.deletedAt === this.hiddenAt(one) ? { ...one, deletedAt: null } : one;
    const all = this.all().map((one) => ({ ...bare(one), reply: one.reply && bare(one.reply) }));
    change();
    for (const message of all) this.put(message);
  }

  private hiddenAt({ id, seq }: { id: string; seq: number }): string | null {
    return this.hidden.get(id) ?? (seq <= this.cleared.hiddenSeq ? this.cleared.hiddenAt : null);
  }
}

const blankReply = (reply: NonNullable<MessageView['reply']>, deletedAt: string) => ({
  ...reply,
  message: '',
  media: [],
  deletedAt,
});
