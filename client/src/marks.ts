import { ParleyError } from './errors.js';

/** Milliseconds for which marks are collected before they are sent: only the last mark of a burst counts. */
const COLLECTED_MS = 150;

type Event = 'chat.read' | 'chat.delivered';

interface Mark {
  event: Event;
  chatId: string;
  seq: number;
}

/** Sends the read and delivered marks, the highest number of each chat, until they are answered. */
export class Marks {
  private readonly wanted = new Map<string, Mark>();
  private timer?: ReturnType<typeof setTimeout>;
  private sending = false;

  constructor(private readonly send: (event: Event, payload: { chatId: string; seq: number }) => Promise<unknown>) {}

  move(event: Event, chatId: string, seq: number): void {
    const key = event + chatId;
    if ((this.wanted.get(key)?.seq ?? -1) >= seq) return;
    this.wanted.set(key, { event, chatId, seq });
    this.soon();
  }

  /** The connection is back. */
  flush(): void {
    if (this.wanted.size > 0) this.soon();
  }

  forget(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.wanted.clear();
  }

  private soon(): void {
    this.timer ??= setTimeout(() => void this.sendAll(), COLLECTED_MS);
  }

  private async sendAll(): Promise<void> {
    this.timer = undefined;
    if (this.sending) return;
    this.sending = true;
    let areAnswered = false;
    try {
      areAnswered = await this.sendEach();
    } finally {
      this.sending = false;
    }
    if (areAnswered) this.flush();
  }

  /** @returns false if a mark had no answer: it is sent again when the connection is back */
  private async sendEach(): Promise<boolean> {
    for (const [key, mark] of this.wanted) {
      if (!(await this.isAnswered(mark))) return false;
      if (this.wanted.get(key) === mark) this.wanted.delete(key);
    }
    return true;
  }

  private async isAnswered({ event, chatId, seq }: Mark): Promise<boolean> {
    try {
      await this.send(event, { chatId, seq });
      return true;
    } catch (error) {
      return !(error instanceof ParleyError && error.isPassing);
    }
  }
}
