import type { Heard } from './store/heard.js';
import type { HeldChat } from './store/held-chat.js';
import type { MessageView } from './wire.js';

/** Fetches a page: `before=`, `after=` or `around=` a `seq`. */
export type FetchPage = (query: string) => Promise<MessageView[]>;

/** Brings pages of one chat into what is held of it, right also where things are heard or synced while a page is on its way. */
export class History {
  /** What was heard while pages are on their way, for each of them. */
  private readonly meanwhile = new Set<Heard[]>();
  /** The lowest number there is for its person, once it was met. */
  private firstSeq?: number;

  constructor(
    private readonly held: HeldChat,
    private readonly fetchPage: FetchPage,
  ) {}

  hear(heard: Heard): void {
    for (const log of this.meanwhile) log.push(heard);
  }

  /** The unbroken run of messages that ends with the newest, oldest first. */
  newest(): MessageView[] {
    return this.held.messages.unbroken(this.held.chat.lastSeq, -1);
  }

  /** The unbroken run around a number; none where that is not held. */
  around(seq: number): MessageView[] {
    const { messages } = this.held;
    const before = messages.unbroken(seq, -1);
    return before.length === 0 ? [] : [...before, ...messages.unbroken(seq + 1, 1)];
  }

  /** Whether there is more before this number. */
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

  async look(seq: number, limit: number): Promise<void> {
    await this.page(`around=${seq}&limit=${limit}`);
  }

  private async page(query: string): Promise<MessageView[]> {
    for (;;) {
      const log: Heard[] = [];
      const { taken } = this.held;
      this.meanwhile.add(log);
      const page = await this.fetchPage(query).finally(() => this.meanwhile.delete(log));
      // a sync went in meanwhile, and told only of what was held by then
      if (taken !== this.held.taken) continue;
      this.held.admit(page, log);
      return page;
    }
  }
}
