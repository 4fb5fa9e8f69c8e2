import { Drafting } from './drafting.js';
import { History } from './history.js';
import type { Content, Outgoing } from './outbox.js';
import type { HeldChat } from './store/held-chat.js';
import type { Plans } from './store/held-plans.js';
import type { Push } from './store/pushes.js';
import type { Upload } from './uploads/upload.js';
import type { CallOptions } from './session.js';
import type { ChatView, MessageView, ParticipantView } from './wire.js';

/** A message to show: one of the chat, or an unsent one (with `seq` 0, and the id that it will have). */
export type ShownMessage = MessageView & { outgoing?: Pick<Outgoing, 'state' | 'error' | 'progress'> };

/** What a chat needs from its client. */
export interface ChatHost {
  call<Data>(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Data>;
  send(chat: Chat, content: Content, files?: Upload[]): string;
  waitingIn(chat: Chat): ShownMessage[];
  retry(id: string): void;
  discard(id: string): void;
  move(event: 'chat.read' | 'chat.delivered', chatId: string, seq: number): void;
  typists(chatId: string): string[];
  type(chatId: string, on: boolean): void;
}

/** One chat of the signed-in person: its current state, the messages fetched so far, and all actions on it. */
export class Chat {
  private readonly history: History;
  private readonly drafting: Drafting;
  private readonly path: string;

  constructor(
    private readonly held: HeldChat,
    private readonly host: ChatHost,
  ) {
    this.path = `/api/chats/${this.id}`;
    this.history = new History(held, (query) => host.call('GET', `${this.path}/messages?${query}`));
    this.drafting = new Drafting(held, (body, options) => host.call('PUT', `${this.path}/draft`, body, options));
  }

  get id(): string {
    return this.held.chat.id;
  }

  get view(): ChatView {
    return this.held.chat;
  }

  /** The caller's own participant. */
  get self(): ParticipantView | undefined {
    return this.view.participants[0];
  }

  /** The newest messages without a gap, oldest first, and then the unsent ones. `older()` adds a page before them. */
  get messages(): ShownMessage[] {
    return [...this.history.newest(), ...this.host.waitingIn(this)];
  }

  /** Whether there are messages before `messages`. */
  get hasOlder(): boolean {
    return this.view.lastSeq > 0 && this.history.hasOlder(this.history.newest()[0]?.seq ?? this.view.lastSeq + 1);
  }

  /** The messages around a number without a gap, after `around(seq)`; none if the number is not held. */
  run(seq: number): ShownMessage[] {
    const run = this.history.around(seq);
    return run.at(-1)?.seq === this.view.lastSeq ? [...run, ...this.host.waitingIn(this)] : run;
  }

  message(id: string): MessageView | undefined {
    return this.held.messages.get(id);
  }

  get typists(): ParticipantView[] {
    return this.view.participants.filter(({ id }) => this.host.typists(this.id).includes(id));
  }

  /** Ids of the messages that the caller has starred here. */
  get starred(): ReadonlySet<string> {
    return this.held.starred;
  }

  /** The caller's scheduled messages and reminders here. */
  get plans(): Plans {
    return this.held.planned.all(this.held.messages);
  }

  /** Fetches the page before a number, by default before `messages`. @param limit 1 to 100 */
  older(limit = 50, before = this.history.newest()[0]?.seq ?? this.view.lastSeq + 1): Promise<void> {
    return this.history.older(before, limit);
  }

  newer(after: number, limit = 50): Promise<void> {
    return this.history.newer(after, limit);
  }

  /** Fetches the messages around a number, so that `run(seq)` has them. */
  around(seq: number, limit = 50): Promise<void> {
    return this.history.fetchAround(seq, limit);
  }

  /** Shows a message at once, and repeats the send until it is answered, also after a reload. @returns the id of the message */
  send(content: Content): string {
    return this.host.send(this, content);
  }

  /**
   * Uploads files and sends them as one message. Files of more than `RESUMABLE_FROM` bytes go on where the connection was cut. After a reload
   * they go on if there is a storage of files; without one the message fails with `files.lost`.
   */
  sendFiles(files: Upload[], content: Content = {}): string {
    return this.host.send(this, content, files);
  }

  /** Tries a refused message again. */
  retry(id: string): void {
    this.host.retry(id);
  }

  /** Deletes an unsent message, and ends its uploads. */
  discard(id: string): void {
    this.host.discard(id);
  }

  /** Marks everything up to this number as read; changes below it count as seen, too. */
  read(seq = this.view.lastSeq): void {
    const { markedUnread, lastReadRev } = this.view;
    const mark = this.self?.lastReadSeq ?? 0;
    const isNews = ({ altered }: MessageView) =>
      (altered?.rev ?? 0) > lastReadRev && altered?.participantId !== this.self?.id;
    if (seq > mark || markedUnread || this.history.newest().some(isNews)) this.host.move('chat.read', this.id, seq);
  }

  /** Call it at each key press; it sends an event every few seconds. */
  typing(): void {
    this.host.type(this.id, true);
  }

  stopTyping(): void {
    this.host.type(this.id, false);
  }

  edit(id: string, message: string, mentions?: string[]): Promise<MessageView> {
    return this.host.call('PATCH', this.of(id), { message, mentions });
  }

  delete(id: string, whom: 'everyone' | 'me'): Promise<MessageView> {
    return this.host.call('DELETE', `${this.of(id)}?for=${whom}`);
  }

  react(id: string, emoji: string, on: boolean): Promise<MessageView> {
    return this.host.call(put(on), `${this.of(id)}/reactions/${encodeURIComponent(emoji)}`);
  }

  star(id: string, on: boolean): Promise<unknown> {
    return this.host.call(put(on), `${this.of(id)}/star`);
  }

  pinMessage(id: string, on: boolean): Promise<unknown> {
    return this.host.call(put(on), `${this.of(id)}/pin`);
  }

  /** @param options ids; an empty list removes the vote */
  vote(id: string, options: string[]): Promise<unknown> {
    return this.host.call('PUT', `${this.of(id)}/vote`, { options });
  }

  pin(on: boolean): Promise<unknown> {
    return this.host.call(put(on), `${this.path}/pin`);
  }

  archive(on: boolean): Promise<unknown> {
    return this.host.call(put(on), `${this.path}/archive`);
  }

  /** @param until ISO 8601; undefined: for ever; null: unmutes */
  mute(until?: string | null): Promise<unknown> {
    return this.host.call(put(until !== null), `${this.path}/mute`, until === null ? undefined : { until });
  }

  markUnread(on: boolean): Promise<unknown> {
    return this.host.call(put(on), `${this.path}/marked-unread`);
  }

  /**
   * Saves the unsent text; an empty draft deletes it.
   * @param leaving whether the page is being closed
   * @throws ParleyError `draft.conflict`
   */
  saveDraft(message: string, reply?: string, { leaving = false } = {}): Promise<unknown> {
    return this.drafting.save({ message, ...(reply && { reply }) }, leaving);
  }

  /** For its client: whether this chat still shows that copy. */
  isOf(held: HeldChat): boolean {
    return held === this.held;
  }

  /** For its client: a push of this chat arrived. */
  hear(push: Push): void {
    this.history.receive(push);
  }

  private readonly of = (id: string): string => `${this.path}/messages/${id}`;
}

const put = (on: boolean): 'PUT' | 'DELETE' => (on ? 'PUT' : 'DELETE');
