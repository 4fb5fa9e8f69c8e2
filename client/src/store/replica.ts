import type { SenderView, ServerEvents, SyncStepView, SyncView } from '../wire.js';
import type { Heard, Numbers, Standing } from './heard.js';
import { HeldChat } from './held-chat.js';

/** Calls `sync`, over the socket or as `POST /api/sync`. @throws if there is no answer, or the connection was lost */
export type Ask = (payload: { chats?: Record<string, Standing> }) => Promise<SyncView>;

const CHATS_AT_ONCE = 200;
const NOTHING: Standing = [0, 0, 0, 0];

/** If a chat is more messages behind than this, its pages are dropped, and fetched again when somebody opens it. */
const WORTH_KEEPING = 500;

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
  private kept: Heard[] = [];
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
  sync(ask: Ask): Promise<void> {
    this.live = false;
    this.kept = [];
    const round = ++this.rounds;
    this.syncing = this.syncing
      .catch(() => undefined)
      .then(() => (round === this.rounds ? this.catchUp(ask, round) : undefined));
    return this.syncing;
  }

  /** @returns `behind` when a sync is due */
  hear(heard: Heard): 'behind' | 'heard' {
    if (this.live) return this.apply(heard);
    this.kept.push(heard);
    return 'heard';
  }

  forget(): void {
    this.rounds++;
    this.pause();
    this.chats.clear();
    this.epoch = undefined;
    this.changed(null);
  }

  private async catchUp(ask: Ask, round: number): Promise<void> {
    const { epoch, digest = {} } = await ask({});
    if (round !== this.rounds) return;
    if (epoch !== this.epoch) this.chats.clear();
    this.epoch = epoch;
    for (const id of this.chats.keys()) if (!digest[id]) this.chats.delete(id);
    const lacking = this.lacking(digest as Record<string, Standing>);
    while (lacking.size > 0) {
      await this.fetch(ask, lacking);
      if (round !== this.rounds) return;
    }
    this.live = true;
    if (!this.hearKept()) return this.catchUp(ask, round);
    this.changed(null);
  }

  /** @returns whether the queued pushes have no gap */
  private hearKept(): boolean {
    const kept = this.kept.splice(0);
    for (const [place, heard] of kept.entries()) {
      if (this.apply(heard) === 'heard') continue;
      this.live = false;
      this.kept = kept.slice(place + 1);
      return false;
    }
    return true;
  }

  /** A person came online or went offline. */
  meet({ userId, status, lastSeenAt }: ServerEvents['presence.changed']): void {
    for (const [id, chat] of this.chats) if (chat.meet({ id: userId, status, lastSeenAt })) this.changed(id);
  }

  private lacking(digest: Record<string, Standing>): Map<string, Standing> {
    const lacking = new Map<string, Standing>();
    for (const [id, now] of Object.entries(digest)) {
      const chat = this.chats.get(id);
      const [seq, rev] = now;
      const isFar = !this.choices.whole && seq - (chat?.held[0] ?? -Infinity) > WORTH_KEEPING;
      if (isFar) chat?.messages.forget();
      const held: Standing = isFar ? [seq, rev, 0, 0] : (chat?.held ?? NOTHING);
      if (held.some((number, place) => number !== now[place])) lacking.set(id, held);
    }
    return lacking;
  }

  private async fetch(ask: Ask, lacking: Map<string, Standing>): Promise<void> {
    const asked = Object.fromEntries([...lacking].slice(0, CHATS_AT_ONCE));
    const { chats = {}, lost = [], reload = [] } = await ask({ chats: asked });
    this.steps++;
    for (const id of Object.keys(asked)) lacking.delete(id);
    for (const id of [...lost, ...reload]) this.chats.delete(id);
    for (const id of reload) lacking.set(id, NOTHING);
    for (const [id, step] of Object.entries(chats)) {
      this.take(id, step);
      if (step.more) lacking.set(id, step.next as Standing);
    }
  }

  private take(id: string, step: SyncStepView): void {
    const chat = this.chats.get(id);
    if (chat) chat.take(step);
    else this.chats.set(id, new HeldChat(step));
    // A person may have left another chat, where their messages still show the old name.
    for (const { user } of step.chat.participants) this.rename(user);
  }

  private apply(heard: Heard): 'behind' | 'heard' {
    const [event, payload] = heard;
    if (event === 'chat.removed') this.chats.delete(payload.chatId);
    else if (event === 'user.updated') this.rename(payload);
    else if (event === 'presence.changed') this.meet(payload);
    else if (event === 'chat.created') return this.chats.has(payload.id) ? 'heard' : 'behind';
    else return this.hearIn((payload as Numbers).chatId, heard);
    if (event === 'chat.removed' || event === 'user.updated') this.changed(null);
    return 'heard';
  }

  private hearIn(id: string | undefined, heard: Heard): 'behind' | 'heard' {
    if (id === undefined) return 'heard';
    const outcome = this.chats.get(id)?.hear(heard) ?? 'heard';
    this.changed(id);
    return outcome;
  }

  private rename(user: SenderView): void {
    for (const chat of this.chats.values()) chat.rename(user);
  }
}
