import type { Chat, ShownMessage } from '@parley/client';

const PAGE = 50;
/** More messages at once would make the page slow. Scrolling brings the others back. */
const MOST = 200;

/**
 * The messages of a chat that are on the page: a range of its history without gaps, at the newest end (`live`) or elsewhere.
 * Scrolling moves the range a page at a time, and its size stays limited.
 */
export class MessageWindow {
  /** The range by its numbers; `to` is null at the newest end. */
  private from = 0;
  private to: number | null = null;
  private busy = false;

  constructor(private readonly chat: Chat) {
    this.showNewest();
  }

  get isLive(): boolean {
    return this.to === null;
  }

  /** Whether the first message of the chat is shown. */
  get isFromStart(): boolean {
    const [first] = this.run;
    return this.from <= (first?.seq ?? 0) && !this.hasOlder();
  }

  get messages(): ShownMessage[] {
    const { from, to } = this;
    return this.run.filter(
      (message) => isUnsent(message) || (message.seq >= from && (to === null || message.seq <= to)),
    );
  }

  showNewest(): void {
    this.to = null;
    this.from = fromOf(this.run.slice(-PAGE));
  }

  /** Moves the window to a message, and fetches it if the client does not hold it. */
  async showAround(seq: number): Promise<void> {
    if (!this.chat.messages.some((message) => message.seq === seq)) await this.chat.around(seq);
    const run = this.visible(this.runAt(seq));
    const at = Math.max(
      0,
      run.findIndex((message) => message.seq >= seq),
    );
    this.from = run[Math.max(0, at - PAGE / 2)]?.seq ?? seq;
    this.to = run[Math.min(run.length - 1, at + PAGE / 2)]?.seq ?? seq;
    this.settle();
  }

  /** @returns whether more messages are shown now */
  older(): Promise<boolean> {
    return this.alone(async () => {
      if (this.isFromStart) return false;
      const before = this.run.findIndex(({ seq }) => seq >= this.from);
      if (before <= 0) await this.chat.older(PAGE, this.run[0]?.seq);
      const run = this.run;
      const at = run.findIndex(({ seq }) => seq >= this.from);
      this.from = run[Math.max(0, at - PAGE)]?.seq ?? this.from;
      return true;
    });
  }

  /** @returns whether more messages are shown now */
  newer(): Promise<boolean> {
    return this.alone(async () => {
      const { to } = this;
      if (to === null) return false;
      if (this.run.at(-1)?.seq === to) await this.chat.newer(to);
      const next = this.run.filter(({ seq }) => seq > to).slice(0, PAGE);
      this.to = next.at(-1)?.seq ?? to;
      this.settle();
      return true;
    });
  }

  /** Removes messages that are too far below. @returns whether there were any */
  trimBelow(): boolean {
    const shown = this.messages;
    if (shown.length <= MOST) return false;
    this.to = shown[MOST - 1]?.seq ?? this.to;
    return true;
  }

  /** Removes messages that are too far above. @returns whether there were any */
  trimAbove(): boolean {
    const shown = this.messages;
    if (shown.length <= MOST) return false;
    this.from = fromOf(shown.slice(-MOST));
    return true;
  }

  /** At the newest end, new messages are added to the window. */
  private settle(): void {
    const last = this.visible(this.chat.messages).findLast((message) => !isUnsent(message));
    if (this.to !== null && this.to >= (last?.seq ?? 0)) this.to = null;
  }

  private get run(): ShownMessage[] {
    return this.visible(this.to === null ? this.chat.messages : this.runAt(this.to));
  }

  private runAt(seq: number): ShownMessage[] {
    const isThere = this.chat.messages.some((message) => message.seq === seq && !isUnsent(message));
    return isThere ? this.chat.messages : this.chat.run(seq);
  }

  /** Messages from before the person joined, or that they cleared, are hidden: there is no more to scroll to. */
  private visible(run: ShownMessage[]): ShownMessage[] {
    const { hiddenSeq } = this.chat.view;
    return run.filter((message) => isUnsent(message) || message.seq > hiddenSeq);
  }

  private hasOlder(): boolean {
    const first = this.run.find((message) => !isUnsent(message));
    return first !== undefined && first.seq > this.chat.view.hiddenSeq + 1;
  }

  private async alone(work: () => Promise<boolean>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      return await work();
    } finally {
      this.busy = false;
    }
  }
}

/** A message that is not sent has no number yet. */
function isUnsent({ outgoing }: ShownMessage): boolean {
  return outgoing !== undefined;
}

function fromOf(messages: ShownMessage[]): number {
  return messages.find((message) => !isUnsent(message))?.seq ?? 0;
}
