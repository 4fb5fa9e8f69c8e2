import type { CallOptions } from './session.js';
import type { ChatView, DraftStateView } from './wire.js';

interface Wanted {
  message: string;
  reply?: string;
}

/** How a draft is stored: `PUT …/draft`. */
type Put = (body: Wanted & { version: number }, options: CallOptions) => Promise<DraftStateView>;

/** Saves the draft of one chat. Each save must name the version that it replaces, so saves run one after the other. */
export class Drafting {
  private last: Promise<unknown> = Promise.resolve();
  private underWay = 0;
  /** The `draftVersion` of the last answer. Its push may arrive later. */
  private answered = 0;

  constructor(
    private readonly held: { readonly chat: ChatView },
    private readonly put: Put,
  ) {}

  /**
   * @param leaving the page is being closed: nothing can be awaited, so pending saves count as successful
   * @throws ParleyError
   */
  save(wanted: Wanted, leaving: boolean): Promise<DraftStateView> {
    const ahead = leaving ? this.underWay : 0;
    const write = () => this.write(wanted, ahead, leaving);
    this.underWay++;
    const saved = (leaving ? write() : this.last.then(write)).finally(() => this.underWay--);
    this.last = saved.catch(() => undefined);
    return saved;
  }

  private async write({ message, reply }: Wanted, ahead: number, leaving: boolean): Promise<DraftStateView> {
    const version = Math.max(this.held.chat.draftVersion, this.answered) + ahead;
    const state = await this.put({ message, version, ...(reply && { reply }) }, { keepalive: leaving });
    this.answered = state.draftVersion;
    return state;
  }
}
