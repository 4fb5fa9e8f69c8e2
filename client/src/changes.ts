/** What became another in one moment. */
export interface Change {
  /** Ids of the chats that did. */
  chats: ReadonlySet<string>;
  /** Perhaps any chat did, or there are other chats. */
  all: boolean;
}

/** Tells listeners what changed, once for all that changes in one go. */
export class Changes {
  private readonly listeners = new Set<(change: Change) => void>();
  private chats = new Set<string>();
  private all = false;
  private isDue = false;

  /** @returns ends it */
  subscribe(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** @param chatId null: perhaps any, or how the client stands */
  of(chatId: string | null): void {
    if (chatId === null) this.all = true;
    else this.chats.add(chatId);
    if (this.isDue) return;
    this.isDue = true;
    queueMicrotask(() => this.tell());
  }

  private tell(): void {
    const { chats, all } = this;
    this.chats = new Set();
    this.all = this.isDue = false;
    for (const listener of this.listeners) {
      try {
        listener({ chats, all });
      } catch (error) {
        // One listener that fails must not keep the news from the others.
        console.error(error);
      }
    }
  }
}
