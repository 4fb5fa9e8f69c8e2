import { ParleyError } from './errors.js';
import { alone, type KeyValueStorage, read } from './storage.js';
import type { SendMessageDto } from './wire.js';

/** The content of a message: a text, or files, media, attachments or a poll with an optional text. */
export type Content = Partial<Omit<SendMessageDto, 'id'>>;

/** A file that must be uploaded before its message is sent. */
export interface OutgoingFile {
  /** The id that its media will have. */
  id: string;
  name: string;
  type: string;
}

/** A message that the server does not have yet, or may not have. */
export interface Outgoing {
  id: string;
  chatId: string;
  content: Content;
  /** Files that are not uploaded yet. */
  files?: OutgoingFile[];
  createdAt: string;
  /** `waiting` for its turn or a connection, `sending`, `sent` (its push will arrive), or `failed`: refused for good. */
  state: 'waiting' | 'sending' | 'sent' | 'failed';
  attempts: number;
  /** Why the server refused it. */
  error?: string;
  /** Progress of its uploads, 0 to 1. */
  progress?: number;
  /** Its `seq`, once it is sent. */
  seq?: number;
}

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;

/** Uploads the files of one message and sends it. @returns its `seq` @throws ParleyError */
export type Deliver = (message: Outgoing) => Promise<{ seq: number }>;

/**
 * Unsent messages. A message is stored before the first attempt, repeated with the same id until it is answered, and sent one at a
 * time and in order in each chat. Other tabs of the same person may use the same storage.
 */
export class Outbox {
  private readonly waiting = new Map<string, Outgoing>();
  private readonly gone = new Set<string>();
  private readonly busy = new Set<string>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private closed = false;

  /** @param changed called with the chat whose unsent messages changed */
  constructor(
    private readonly key: string,
    private readonly storage: KeyValueStorage,
    private readonly deliver: Deliver,
    private readonly changed: (chatId: string) => void,
  ) {}

  /** In the order in which they were written. */
  of(chatId: string): Outgoing[] {
    return [...this.waiting.values()].filter((one) => one.chatId === chatId);
  }

  get(id: string): Outgoing | undefined {
    return this.waiting.get(id);
  }

  /** All unsent messages, also those that another tab has stored. */
  async all(): Promise<Outgoing[]> {
    return [...(await this.kept()), ...this.waiting.values()];
  }

  /** Waits until everything in the storage is loaded. */
  load(): Promise<void> {
    return alone(this.storage, this.key, async () => {
      for (const one of await this.kept()) {
        if (this.waiting.has(one.id) || this.gone.has(one.id)) continue;
        const state = one.state === 'failed' ? 'failed' : 'waiting';
        this.waiting.set(one.id, { ...one, state, attempts: 0 });
        this.changed(one.chatId);
      }
    });
  }

  /** @returns when it is stored */
  add(message: Pick<Outgoing, 'id' | 'chatId' | 'content' | 'files'>): Promise<void> {
    const createdAt = new Date().toISOString();
    this.waiting.set(message.id, { ...message, createdAt, state: 'waiting', attempts: 0 });
    this.changed(message.chatId);
    const saved = this.save();
    void saved.then(() => this.next(message.chatId));
    return saved;
  }

  /** Stores new facts about a message, for example the ids of its uploads. */
  async amend(id: string, known: Partial<Pick<Outgoing, 'content' | 'files' | 'progress'>>): Promise<void> {
    const held = this.waiting.get(id);
    if (!held) return;
    const progress = Math.max(known.progress ?? 0, held.progress ?? 0);
    // After progress, the next pause is short again. Bytes that are sent again are no progress.
    const attempts = progress > (held.progress ?? 0) ? 0 : held.attempts;
    this.put({ ...held, ...known, progress, attempts });
    if (known.content) await this.save();
  }

  /** The connection is back: tries all waiting messages at once. */
  flush(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    for (const chatId of new Set([...this.waiting.values()].map((one) => one.chatId))) void this.next(chatId);
  }

  /** Tries a refused message again. */
  retry(id: string): void {
    const held = this.waiting.get(id);
    if (held?.state !== 'failed') return;
    const { error: _, ...rest } = held;
    this.put({ ...rest, state: 'waiting', attempts: 0 });
    void this.save().then(() => this.next(held.chatId));
  }

  /** Removes a message that is in the chat now, or that the person discarded. */
  drop(id: string): void {
    const held = this.waiting.get(id);
    if (!held) return;
    this.waiting.delete(id);
    this.gone.add(id);
    this.changed(held.chatId);
    void this.save();
  }

  /** Removes the messages that are in the chat now. @param isThere whether the message with this id, or number, is held */
  settle(chatId: string, isThere: (id: string, seq: number) => boolean): void {
    for (const { id, seq } of this.of(chatId)) if (isThere(id, seq ?? Infinity)) this.drop(id);
  }

  /** Stops all attempts; unsent messages stay in the storage. */
  close(): void {
    this.closed = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  private isClosed(): boolean {
    return this.closed;
  }

  private async next(chatId: string): Promise<void> {
    const first = this.of(chatId).find(({ state }) => state === 'waiting');
    if (!first || this.closed || this.busy.has(chatId) || this.timers.has(chatId)) return;
    const wait = await this.alone(chatId, () => {
      const trying: Outgoing = { ...first, state: 'sending' };
      this.put(trying);
      return this.attempt(trying);
    });
    if (wait === 0) return this.next(chatId);
    const again = () => {
      this.timers.delete(chatId);
      void this.next(chatId);
    };
    if (!this.isClosed()) this.timers.set(chatId, setTimeout(again, wait));
  }

  /** The chat is free for the next message afterwards, whatever the result. */
  private async alone<Result>(chatId: string, work: () => Promise<Result>): Promise<Result> {
    this.busy.add(chatId);
    try {
      return await work();
    } finally {
      this.busy.delete(chatId);
    }
  }

  /** @returns milliseconds until the next attempt in this chat */
  private async attempt(message: Outgoing): Promise<number> {
    const { id } = message;
    try {
      const { seq } = await this.deliver(message);
      this.conclude(id, { state: 'sent', seq });
      return 0;
    } catch (error) {
      const held = this.waiting.get(id);
      // After `close`, another client may have taken the message over.
      if (!held || this.closed) return 0;
      const refusal = error instanceof ParleyError ? error : ParleyError.unanswered(error);
      if (!refusal.isPassing) {
        this.conclude(id, { state: 'failed', error: refusal.message });
        return 0;
      }
      const { attempts } = held;
      this.conclude(id, { state: 'waiting', attempts: attempts + 1 });
      const backoff = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempts);
      return Math.max(refusal.retryAfterMs ?? 0, backoff * (0.5 + Math.random() / 2));
    }
  }

  private conclude(id: string, outcome: Pick<Outgoing, 'state'> & Partial<Outgoing>): void {
    const held = this.waiting.get(id);
    if (!held) return;
    this.put({ ...held, ...outcome });
    void this.save();
  }

  private put(message: Outgoing): void {
    this.waiting.set(message.id, message);
    this.changed(message.chatId);
  }

  private save(): Promise<void> {
    return alone(this.storage, this.key, async () => {
      const others = (await this.kept()).filter(({ id }) => !this.waiting.has(id) && !this.gone.has(id));
      const all = [...others, ...this.waiting.values()];
      if (all.length === 0) await this.storage.removeItem(this.key);
      else await this.storage.setItem(this.key, JSON.stringify(all));
    });
  }

  private async kept(): Promise<Outgoing[]> {
    return (await read<Outgoing[]>(this.storage, this.key)) ?? [];
  }
}
