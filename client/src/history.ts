import type { Push } from './store/pushes.js';
import type { HeldChat } from './store/held-chat.js';
import type { MessageView } from './wire.js';

/** Fetches a page: `before=`, `after=` or `around=` a `seq`. */
export type FetchPage = (query: string) => Promise<MessageView[]>;

/** Adds fetched pages to the copy of one chat. The result is right even if pushes or syncs arrive while a page is fetched. */
export class History {
  /** For each page that is being fetched, the pushes received meanwhile. */
  private readonly meanwhile = new Set<Push[]>();
  /** The lowest number that this person can see, once a page has reached it. */
  private firstSeq?: number;

  constructor(
    private readonly held: HeldChat,
    private readonly fetchPage: FetchPage,
  ) {}

  receive(push: Push): void {
    for (const log of this.meanwhile) log.push(push);
  }

  /** The newest messages without a gap, oldest first. */
  newest(): MessageView[] {
    return this.held.messages.unbroken(this.held.chat.lastSeq, -1);
  }

  /** The messages around a number without a gap; none if the number is not held. */
  around(seq: number): MessageView[] {
    const { messages } = this.held;
    const before = messages.unbroken(seq, -1);
    return before.length === 0 ? [] : [...before, ...messages.unbroken(seq + 1, 1)];
  }

  /** Whether there are earlier messages than this number. */
  hasOlder(seq: number): boolean {
    return seq > (this.firstSeq ?? 1);
  }

  async older(before: number, limit: number): Promise<void> {
    const page = await this.page(`before=${before}&limit=${limit}`);
    if (page.length < limit) this.firstSeq = Math.min(before, ...page.map(({ seq }) => seq));
  }

  async newer(after: number, limit: number): Promise<void> {
    await this.page(`after=${after}&limit=${limit}`);
  }

  async fetchAround(seq: number, limit: number): Promise<void> {
    await this.page(`around=${seq}&limit=${limit}`);
  }

  private async page(query: string): Promise<MessageView[]> {
    for (;;) {
      const log: Push[] = [];
      const { stepsApplied } = this.held;
      this.meanwhile.add(log);
      const page = await this.fetchPage(query).finally(() => this.meanwhile.delete(log));
      // A sync was applied meanwhile. It covered only the messages that were held then, so the page is fetched again.
      if (stepsApplied !== this.held.stepsApplied) continue;
      this.held.admit(page, log);
      return page;
    }
  }
}
