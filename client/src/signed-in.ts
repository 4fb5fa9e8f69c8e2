import type { Changes } from './changes.js';
import { Chat, type ChatHost, type ShownMessage } from './chat.js';
import type { FileStorage } from './uploads/file-storage.js';
import type { Line, LineListener } from './line.js';
import { Live } from './live.js';
import { Marks } from './marks.js';
import type { Content } from './outbox.js';
import { PresenceCheck } from './presence.js';
import { Sending } from './sending.js';
import type { CallOptions, Session } from './session.js';
import { shown } from './shown.js';
import type { KeyValueStorage } from './storage.js';
import type { Push } from './store/pushes.js';
import { Replica } from './store/replica.js';
import { Typing } from './typing.js';
import type { Upload } from './uploads/upload.js';
import type { ServerEvents, SharedMessageView } from './wire.js';

/** The parts of a signed-in client. */
export interface SignedInOptions {
  session: Session;
  storage: KeyValueStorage;
  files: FileStorage | null;
  changes: Changes;
  checkEveryMs: number;
  connect(listener: LineListener): Line;
}

/** Everything that exists while a person is signed in: their chats, the live connection, and their unsent messages. */
export class SignedIn implements ChatHost {
  readonly live: Live;
  private readonly replica: Replica;
  private readonly chats = new Map<string, Chat>();
  private readonly typing: Typing;
  private readonly marks: Marks;
  private readonly presence: PresenceCheck;
  private readonly sending: Sending;
  private currentRead: Promise<void> = Promise.resolve();
  private nextRead: Promise<void> | null = null;

  constructor(private readonly options: SignedInOptions) {
    const { session, storage, files, changes, checkEveryMs } = options;
    const changed = (chatId: string | null) => changes.of(chatId);
    this.replica = new Replica({}, (chatId) => this.changed(chatId));
    this.typing = new Typing(changed);
    this.presence = new PresenceCheck(session, this.replica);
    const hooks = {
      onPush: (push: Push) => this.onPush(push),
      onSynced: (again: boolean) => this.onSynced(again),
      onState: () => changed(null),
    };
    this.live = new Live(this.replica, hooks, (listener) => options.connect(listener), checkEveryMs);
    this.marks = new Marks((event, payload) => this.live.request(event, payload));
    this.sending = new Sending(session, this.live, { storage, files }, (chatId) => this.changed(chatId));
  }

  async open(): Promise<void> {
    this.live.open();
    await this.sending.open();
  }

  close(): void {
    this.live.close();
    this.sending.close();
    this.typing.forget();
    this.marks.forget();
  }

  /** Pinned chats first, then by latest message; without threads. */
  list(): Chat[] {
    const rank = ({ view: { pinned, updatedAt } }: Chat) => (pinned ? '1' : '0') + updatedAt;
    return [...this.replica.chats.keys()]
      .flatMap((id) => this.chat(id) ?? [])
      .filter(({ view }) => view.type !== 'thread')
      .sort((a, b) => (rank(a) < rank(b) ? 1 : -1));
  }

  chat(id: string): Chat | undefined {
    const held = this.replica.chats.get(id);
    const known = this.chats.get(id);
    if (held && known?.isOf(held)) return known;
    this.chats.delete(id);
    if (!held) return undefined;
    const chat = new Chat(held, this);
    this.chats.set(id, chat);
    return chat;
  }

  call<Data>(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Data> {
    return this.options.session.call(method, path, body, options);
  }

  send({ id }: Chat, content: Content, files?: Upload[]): string {
    this.type(id, false);
    return this.sending.send(id, content, files);
  }

  waitingIn(chat: Chat): ShownMessage[] {
    const answered = (id?: string) => (id === undefined ? undefined : chat.message(id));
    return this.sending.outbox.of(chat.id).map((one) => shown(one, chat.view, answered(one.content.reply)));
  }

  retry(id: string): void {
    this.sending.outbox.retry(id);
  }

  discard(id: string): void {
    this.sending.discard(id);
  }

  move(event: 'chat.read' | 'chat.delivered', chatId: string, seq: number): void {
    this.marks.move(event, chatId, seq);
  }

  typists(chatId: string): string[] {
    return this.typing.in(chatId);
  }

  type(chatId: string, on: boolean): void {
    const isDue = on ? this.typing.isDue(chatId) : this.typing.stop(chatId);
    if (isDue) this.live.emit(on ? 'typing.start' : 'typing.stop', { chatId });
  }

  /** Fetches `me` again, because name or status may have changed here or on another device. Concurrent callers share one call. */
  renewMe(): Promise<void> {
    this.nextRead ??= this.currentRead.then(() => {
      this.nextRead = null;
      return (this.currentRead = this.readMe());
    });
    return this.nextRead;
  }

  private async readMe(): Promise<void> {
    await this.options.session.renewMe().catch(() => undefined);
    this.options.changes.of(null);
  }

  private onPush(push: Push): void {
    const [event, payload] = push;
    this.presence.receive(push);
    if ('chatId' in payload) this.chats.get(payload.chatId as string)?.hear(push);
    if (event === 'connection.ready') void this.options.session.renewMediaToken(payload.mediaToken);
    else if (event === 'presence.changed' && payload.userId === this.options.session.me?.id) void this.renewMe();
    else if (event === 'user.updated' && payload.id === this.options.session.me?.id) void this.renewMe();
    else if (event === 'typing.started') this.sawTyping(payload);
    else if (event === 'typing.stopped') this.typing.stopped(payload.chatId, payload.participantId);
    else if (event === 'message.created') this.created(payload);
  }

  private sawTyping({ chatId, participantId }: ServerEvents['typing.started']): void {
    const isMine = participantId === this.replica.chats.get(chatId)?.chat.participantId;
    if (!isMine) this.typing.started(chatId, participantId);
  }

  private created({ chatId, seq, participantId }: SharedMessageView): void {
    this.typing.stopped(chatId, participantId);
    const { chat } = this.replica.chats.get(chatId) ?? {};
    if (participantId !== chat?.participantId) this.marks.move('chat.delivered', chatId, seq);
  }

  /**
   * After a sync: tries all unsent messages and marks at once. Messages that were missed count as delivered.
   * @param again whether this follows a reconnect: then presence and `me` are fetched as well
   */
  private onSynced(again: boolean): void {
    if (again) void Promise.all([this.presence.fetch(), this.renewMe()]);
    for (const { chat } of this.replica.chats.values()) {
      const delivered = chat.participants[0]?.lastDeliveredSeq ?? 0;
      if (chat.lastSeq > delivered) this.marks.move('chat.delivered', chat.id, chat.lastSeq);
    }
    this.marks.flush();
    this.sending.outbox.flush();
    this.options.changes.of(null);
  }

  private changed(chatId: string | null): void {
    for (const id of chatId === null ? this.replica.chats.keys() : [chatId]) this.settle(id);
    this.options.changes.of(chatId);
  }

  /** Removes sent messages that are held now from the outbox. */
  private settle(chatId: string): void {
    const held = this.replica.chats.get(chatId);
    if (held) this.sending.outbox.settle(chatId, (id, seq) => Boolean(held.messages.get(id)) || seq <= held.held[0]);
  }
}
