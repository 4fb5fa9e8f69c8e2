/** Milliseconds after which typing ends without another event, as in docs/realtime.md. */
const FADES_AFTER_MS = 6_000;
const SEND_EVERY_MS = 3_000;

/** Who is typing, and when to send the own typing event. */
export class Typing {
  private readonly typists = new Map<string, Map<string, ReturnType<typeof setTimeout>>>();
  private readonly sentAt = new Map<string, number>();

  /** @param changed called with the chat in which somebody started or stopped typing */
  constructor(private readonly changed: (chatId: string) => void) {}

  /** Participant ids. */
  in(chatId: string): string[] {
    return [...(this.typists.get(chatId)?.keys() ?? [])];
  }

  started(chatId: string, participantId: string): void {
    const here = this.typists.get(chatId) ?? new Map<string, ReturnType<typeof setTimeout>>();
    this.typists.set(chatId, here);
    clearTimeout(here.get(participantId));
    here.set(
      participantId,
      setTimeout(() => this.stopped(chatId, participantId), FADES_AFTER_MS),
    );
    this.changed(chatId);
  }

  stopped(chatId: string, participantId: string): void {
    const here = this.typists.get(chatId);
    clearTimeout(here?.get(participantId));
    if (here?.delete(participantId)) this.changed(chatId);
  }

  /** @returns whether it is time to send the typing event again */
  isDue(chatId: string): boolean {
    if (Date.now() - (this.sentAt.get(chatId) ?? 0) < SEND_EVERY_MS) return false;
    this.sentAt.set(chatId, Date.now());
    return true;
  }

  /** @returns whether a typing event had been sent */
  stop(chatId: string): boolean {
    return this.sentAt.delete(chatId);
  }

  forget(): void {
    for (const here of this.typists.values()) for (const timer of here.values()) clearTimeout(timer);
    this.typists.clear();
    this.sentAt.clear();
  }
}
