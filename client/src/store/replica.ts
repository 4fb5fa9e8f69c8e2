import type { MediaView, SenderView, ServerEvents, SyncStepView, SyncView } from '../wire.js';
import type { Push, Numbers, HeldNumbers } from './pushes.js';
import { HeldChat } from './held-chat.js';

/** Calls `sync`, over the socket or as `POST /api/sync`. @throws if there is no answer, or the connection was lost */
export type CallSync = (payload: { chats?: Record<string, HeldNumbers> }) => Promise<SyncView>;

const CHATS_AT_ONCE = 200;
const NOTHING: HeldNumbers = [0, 0, 0, 0];

/** If a chat is more messages behind than this, its pages are dropped, and fetched again when somebody opens it. */
const MAX_GAP = 500;

interface Choices {
  /** Hold the whole history of each chat, and not only the pages that were opened. */
  whole?: boolean;
}

/** A copy of all chats of one person. It follows "Being exactly right" in docs/realtime.md line by line. */
export class Replica {
  readonly chats = new Map<string, HeldChat>();
  /** How many answers of `sync` contained chats. */
  steps = 0;
  private epoch?: string;
  private live = false;
  private queued: Push[] = [];
  private syncing: Promise<void> = Promise.resolve();
  private rounds = 0;

  /** @param changed called with the ids of the chats that changed; null: perhaps all */
  constructor(
    private readonly choices: Choices = {},
    private readonly changed: (chat: string | null) => void = () => undefined,
  ) {}

  get isLive(): boolean {
    return this.live;
  }

  /** Queues pushes from now on until the next sync is done. */
  pause(): void {
    this.live = false;
  }

  /** Syncs: after `connection.ready` and `sync.needed`, and in case of doubt; one sync at a time. */
  sync(callSync: CallSync): Promise<void> {
    this.live = false;
    this.queued = [];
    const round = ++this.rounds;
    this.syncing = this.syncing
      .catch(() => undefined)
      .then(() => (round === this.rounds ? this.catchUp(callSync, round) : undefined));
    return this.syncing;
  }

  /** @returns `behind` when a sync is due */
  receive(push: Push): 'behind' | 'current' {
    if (this.live) return this.apply(push);
    this.queued.push(push);
    return 'current';
  }

  forget(): void {
    this.rounds++;
    this.pause();
    this.chats.clear();
    this.epoch = undefined;
    this.changed(null);
  }

  private async catchUp(callSync: CallSync, round: number): Promise<void> {
    const { epoch, digest = {} } = await callSync({});
    if (round !== this.rounds) return;
    if (epoch !== this.epoch) this.chats.clear();
    this.epoch = epoch;
    for (const id of this.chats.keys()) if (!digest[id]) this.chats.delete(id);
    const outdated = this.outdated(digest as Record<string, HeldNumbers>);
    while (outdated.size > 0) {
      await this.fetch(callSync, outdated);
      if (round !== this.rounds) return;
    }
    this.live = true;
    if (!this.applyQueued()) return this.catchUp(callSync, round);
    this.changed(null);
  }

  /** @returns whether the queued pushes have no gap */
  private applyQueued(): boolean {
    const queued = this.queued.splice(0);
    for (const [place, push] of queued.entries()) {
      if (this.apply(push) === 'current') continue;
      this.live = false;
      this.queued = queued.slice(place + 1);
      return false;
    }
    return true;
  }

  /** A person came online or went offline. */
  setPresence({ userId, status, lastSeenAt }: ServerEvents['presence.changed']): void {
    for (const [id, chat] of this.chats) if (chat.setPresence({ id: userId, status, lastSeenAt })) this.changed(id);
  }

  private outdated(digest: Record<string, HeldNumbers>): Map<string, HeldNumbers> {
    const outdated = new Map<string, HeldNumbers>();
    for (const [id, now] of Object.entries(digest)) {
      const chat = this.chats.get(id);
      const [seq, rev] = now;
      const isFar = !this.choices.whole && seq - (chat?.held[0] ?? -Infinity) > MAX_GAP;
      if (isFar) chat?.messages.dropAll();
      const held: HeldNumbers = isFar ? [seq, rev, 0, 0] : (chat?.held ?? NOTHING);
      if (held.some((number, place) => number !== now[place])) outdated.set(id, held);
    }
    return outdated;
  }

  private async fetch(callSync: CallSync, outdated: Map<string, HeldNumbers>): Promise<void> {
    const requested = Object.fromEntries([...outdated].slice(0, CHATS_AT_ONCE));
    const { chats = {}, lost = [], reload = [] } = await callSync({ chats: requested });
    this.steps++;
    for (const id of Object.keys(requested)) outdated.delete(id);
    for (const id of [...lost, ...reload]) this.chats.delete(id);
    for (const id of reload) outdated.set(id, NOTHING);
    for (const [id, step] of Object.entries(chats)) {
      this.applyStep(id, step);
      if (step.more) outdated.set(id, step.next as HeldNumbers);
    }
  }

  private applyStep(id: string, step: SyncStepView): void {
    const chat = this.chats.get(id);
    if (chat) chat.applyStep(step);
    else this.chats.set(id, new HeldChat(step));
    // A person may have left another chat, where their messages still show the old name.
    for (const { user } of step.chat.participants) this.rename(user);
  }

  private apply(push: Push): 'behind' | 'current' {
    const [event, payload] = push;
    if (event === 'chat.removed') this.chats.delete(payload.chatId);
    else if (event === 'user.updated') this.rename(payload);
    else if (event === 'media.updated') this.showMedia(payload);
    else if (event === 'presence.changed') this.setPresence(payload);
    else if (event === 'chat.created') return this.chats.has(payload.id) ? 'current' : 'behind';
    else return this.applyToChat((payload as Numbers).chatId, push);
    if (event === 'chat.removed' || event === 'user.updated' || event === 'media.updated') this.changed(null);
    return 'current';
  }

  private applyToChat(id: string | undefined, push: Push): 'behind' | 'current' {
    if (id === undefined) return 'current';
    const outcome = this.chats.get(id)?.applyPush(push) ?? 'current';
    this.changed(id);
    return outcome;
  }

  /** Messages get `message.updated` in addition; scheduled messages have only this push. */
  private showMedia(media: MediaView): void {
    for (const chat of this.chats.values()) chat.showMedia(media);
  }

  private rename(user: SenderView): void {
    for (const chat of this.chats.values()) chat.rename(user);
  }
}
