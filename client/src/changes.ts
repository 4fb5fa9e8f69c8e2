/** The changes of one turn of the event loop. */
export interface Change {
  /** Ids of the chats that changed. */
  chats: ReadonlySet<string>;
  /** Perhaps every chat changed, or the list of chats did. */
  all: boolean;
}

/** Calls the listeners with what changed, once for all changes of one turn of the event loop. */
export class Changes {
  private readonly listeners = new Set<(change: Change) => void>();
  private chats = new Set<string>();
  private all = false;
  private isDue = false;

  /** @returns a function that unsubscribes */
  subscribe(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** @param chatId null: perhaps every chat, or the state of the client */
  of(chatId: string | null): void {
    if (chatId === null) this.all = true;
    else this.chats.add(chatId);
    if (this.isDue) return;
    this.isDue = true;
    queueMicrotask(() => this.notify());
  }

  private notify(): void {
    const { chats, all } = this;
    this.chats = new Set();
    this.all = this.isDue = false;
    for (const listener of this.listeners) {
      try {
        listener({ chats, all });
      } catch (error) {
        // If one listener throws, the others are still called.
        console.error(error);
      }
    }
  }
}
