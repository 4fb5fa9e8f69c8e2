import { ParleyError } from '../errors.js';
import type { FileStorage } from './file-storage.js';
import type { Outgoing, OutgoingFile } from '../outbox.js';
import type { Session } from '../session.js';
import type { Upload } from './upload.js';
import { upload } from './uploads.js';

/** The files of unsent messages, until they are uploaded: in memory and, if there is a storage of files, across reloads. */
export class OutgoingFiles {
  private readonly held = new Map<string, Upload>();
  /** The uploads in pieces of this client, by the id of the file. */
  private readonly paths = new Map<string, string>();
  /** What ends the uploads of a message. */
  private readonly running = new Map<string, AbortController>();

  /** @param prefix of the keys in the storage */
  constructor(
    private readonly session: Session,
    private readonly storage: FileStorage | null,
    private readonly prefix: string,
  ) {}

  /** @returns the files as the outbox stores them */
  hold(files: Upload[]): OutgoingFile[] {
    return files.map((file) => {
      const id = crypto.randomUUID();
      this.held.set(id, file);
      return { id, name: file.name ?? 'file', type: file.type };
    });
  }

  /** Stores the files of a message. It must be in the storage before, because `clean` removes files without a message. */
  async store(files: OutgoingFile[]): Promise<void> {
    for (const { id } of files) {
      const file = this.held.get(id);
      // React Native's `{uri}` is no Blob. A full storage stores nothing.
      if (file instanceof Blob) await this.storage?.set(this.keyOf(id), file).catch(() => undefined);
    }
  }

  /** Removes stored files that belong to no message, because the app was closed in between. */
  async clean(messages: () => Promise<Outgoing[]>): Promise<void> {
    // In this order, because another tab stores a message before its files.
    const keys = (await this.storage?.keys().catch(() => [])) ?? [];
    const files = (await messages()).flatMap((message) => message.files ?? []);
    const used = new Set(files.map(({ id }) => this.keyOf(id)));
    for (const key of keys) if (key.startsWith(this.prefix) && !used.has(key)) await this.removeStored(key);
  }

  /**
   * Uploads the files of a message that are not uploaded yet. Only one tab does so at a time, if the browser has Web Locks.
   * @param progress called with the uploaded share of all of them, 0 to 1
   * @throws ParleyError `files.lost` if a reload has lost one of them
   */
  async upload({ id, files = [] }: Outgoing, progress: (share: number) => void): Promise<void> {
    const ending = new AbortController();
    this.running.set(id, ending);
    try {
      await exclusively(`${this.prefix}${id}`, ending.signal, async () => {
        for (const [place, file] of files.entries()) {
          await this.uploadOne(file, ending.signal, (share) => progress((place + share) / files.length));
        }
      });
    } finally {
      this.running.delete(id);
    }
    if (ending.signal.aborted) throw ParleyError.unanswered('the message was discarded, or its client closed');
  }

  /** The message is sent: its files are not needed any more. */
  forget(files: OutgoingFile[]): void {
    for (const { id } of files) {
      this.held.delete(id);
      this.paths.delete(id);
      void this.removeStored(this.keyOf(id));
    }
  }

  /** The person discarded the message: ends its uploads, here and on the server. */
  discard({ id, files = [] }: Outgoing): void {
    this.running.get(id)?.abort();
    const headers = { 'tus-resumable': '1.0.0' };
    for (const path of files.flatMap((file) => this.paths.get(file.id) ?? [])) {
      const request = new Request(this.session.url + path, { method: 'DELETE', headers });
      // The server removes later what is not removed now.
      void this.session.fetch(request).catch(() => undefined);
    }
    this.forget(files);
  }

  /** Ends all uploads. They go on when a client of the same person resumes. */
  stop(): void {
    for (const ending of this.running.values()) ending.abort();
  }

  private async uploadOne(about: OutgoingFile, signal: AbortSignal, progress: (share: number) => void): Promise<void> {
    const { id } = about;
    const file = this.held.get(id) ?? (await this.stored(about));
    if (!file) return this.mustBeUploaded(id);
    this.held.set(id, file);
    await upload(this.session, file, id, { progress, signal, begun: (path) => this.paths.set(id, path) });
  }

  private async stored({ id, name, type }: OutgoingFile): Promise<Upload | null> {
    const file = await this.storage?.get(this.keyOf(id)).catch(() => null);
    return file ? new File([file], name, { type }) : null;
  }

  /** Another tab, or this client before a reload, may have uploaded it. @throws ParleyError */
  private async mustBeUploaded(id: string): Promise<void> {
    await this.session.call('GET', `/api/media/${id}/info`).catch((error: unknown) => {
      if (!(error instanceof ParleyError) || error.code !== 'media.not_found') throw error;
      throw new ParleyError('files.lost', 'A file was not uploaded before the app was closed. Attach it again.', 410);
    });
  }

  private async removeStored(key: string): Promise<void> {
    await this.storage?.remove(key).catch(() => undefined);
  }

  private keyOf(id: string): string {
    return this.prefix + id;
  }
}

function exclusively<Result>(name: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  const canLock = typeof navigator === 'object' && 'locks' in navigator;
  return canLock ? navigator.locks.request(name, { signal }, work) : work();
}
