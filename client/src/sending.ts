import type { Line } from './line.js';
import { type Content, Outbox, type Outgoing } from './outbox.js';
import type { Session } from './session.js';
import type { KeyValueStorage } from './storage.js';
import { type Upload, upload } from './uploads.js';
import type { MessageView } from './wire.js';

type Connection = Pick<Line, 'isOpen' | 'request'>;

/** Uploads the files of a message and sends it: over the socket while that is open, otherwise over REST. */
export class Sending {
  readonly outbox: Outbox;
  private readonly files = new Map<string, { id: string; file: Upload }[]>();

  /** @param changed called with the chat whose unsent messages changed */
  constructor(
    private readonly session: Session,
    private readonly line: Connection,
    storage: KeyValueStorage,
    changed: (chatId: string) => void,
  ) {
    const key = `parley:outbox:${session.url}:${session.me?.id ?? ''}`;
    this.outbox = new Outbox(key, storage, (message) => this.deliver(message), changed);
  }

  /** @returns the id of the message */
  send(chatId: string, content: Content, files: Upload[] = []): string {
    const id = crypto.randomUUID();
    if (files.length > 0)
      this.files.set(
        id,
        files.map((file) => ({ id: crypto.randomUUID(), file })),
      );
    this.outbox.add({ id, chatId, content });
    return id;
  }

  private async deliver({ id, chatId, content }: Outgoing): Promise<MessageView> {
    const media = await this.uploaded(id, content);
    const body = { ...content, message: content.message ?? '', ...(media && { media }), id };
    const path = `/api/chats/${chatId}/${media ? 'media-messages' : 'messages'}`;
    return this.line.isOpen
      ? this.line.request<MessageView>('message.send', { ...body, chatId })
      : this.session.call<MessageView>('POST', path, body);
  }

  /** @returns the media of the message, including the files uploaded just now */
  private async uploaded(messageId: string, content: Content): Promise<Content['media']> {
    const files = this.files.get(messageId) ?? [];
    let share = 0;
    for (const { id, file } of files) {
      const progress = (part: number) => void this.outbox.amend(messageId, { progress: (share + part) / files.length });
      await upload(this.session, file, id, progress);
      share++;
    }
    if (files.length === 0) return content.media;
    const media = [...listed(content.media), ...files.map(({ id }) => ({ id }))];
    this.files.delete(messageId);
    await this.outbox.amend(messageId, { content: { ...content, media }, progress: 1 });
    return media;
  }
}

function listed(media: Content['media']): { id: string }[] {
  return (Array.isArray(media) ? media : media === undefined ? [] : [media]) as { id: string }[];
}
