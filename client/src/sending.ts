import type { FileStorage } from './uploads/file-storage.js';
import type { Line } from './line.js';
import { type Content, Outbox, type Outgoing } from './outbox.js';
import { OutgoingFiles } from './uploads/outgoing-files.js';
import type { Session } from './session.js';
import type { KeyValueStorage } from './storage.js';
import type { Upload } from './uploads/upload.js';
import type { MessageView } from './wire.js';

type Connection = Pick<Line, 'isOpen' | 'request'>;

/** Where unsent messages and their files are stored. */
interface Storages {
  storage: KeyValueStorage;
  files: FileStorage | null;
}

/** Uploads the files of a message and sends it: over the socket while that is open, otherwise over REST. */
export class Sending {
  readonly outbox: Outbox;
  private readonly files: OutgoingFiles;

  /** @param changed called with the chat whose unsent messages changed */
  constructor(
    private readonly session: Session,
    private readonly line: Connection,
    { storage, files }: Storages,
    changed: (chatId: string) => void,
  ) {
    const key = `parley:outbox:${session.url}:${session.me?.id ?? ''}`;
    this.outbox = new Outbox(key, storage, (message) => this.deliver(message), changed);
    this.files = new OutgoingFiles(session, files, `${key}:`);
  }

  /** Loads the messages of the storage, and sends them. */
  async open(): Promise<void> {
    await this.outbox.load();
    this.outbox.flush();
    void this.files.clean(() => this.outbox.all());
  }

  /** @returns the id of the message */
  send(chatId: string, content: Content, attached: Upload[] = []): string {
    const id = crypto.randomUUID();
    const files = this.files.hold(attached);
    const stored = this.outbox.add({ id, chatId, content, ...(files.length > 0 && { files }) });
    void stored.then(() => this.files.store(files));
    return id;
  }

  /** Deletes an unsent message, and ends its uploads. */
  discard(id: string): void {
    const message = this.outbox.get(id);
    this.outbox.drop(id);
    if (message) this.files.discard(message);
  }

  /** Stops all attempts and uploads; unsent messages stay in the storage. */
  close(): void {
    this.outbox.close();
    this.files.stop();
  }

  private async deliver(message: Outgoing): Promise<MessageView> {
    const { id, chatId, content } = message;
    const media = await this.uploaded(message);
    const body = { ...content, message: content.message ?? '', ...(media && { media }), id };
    const path = `/api/chats/${chatId}/${media ? 'media-messages' : 'messages'}`;
    return this.line.isOpen
      ? this.line.request<MessageView>('message.send', { ...body, chatId })
      : this.session.call<MessageView>('POST', path, body);
  }

  /** @returns the media of the message, including the files uploaded just now */
  private async uploaded(message: Outgoing): Promise<Content['media']> {
    const { id, content, files = [] } = message;
    if (files.length === 0) return content.media;
    await this.files.upload(message, (progress) => void this.outbox.amend(id, { progress }));
    const media = [...listed(content.media), ...files.map((file) => ({ id: file.id }))];
    await this.outbox.amend(id, { content: { ...content, media }, files: [], progress: 1 });
    this.files.forget(files);
    return media;
  }
}

function listed(media: Content['media']): { id: string }[] {
  return (Array.isArray(media) ? media : media === undefined ? [] : [media]) as { id: string }[];
}
