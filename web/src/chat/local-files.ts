import type { ShownMessage, VueMessage } from '@parley/client';

import type { PickedFile } from './vue-chat.js';

/** Files that are being uploaded or processed, shown from the local copy. */
export class LocalFiles {
  private readonly kept = new Map<string, PickedFile[]>();

  keep(messageId: string, files: PickedFile[]): void {
    this.kept.set(messageId, files);
  }

  /** The same message with its local files, as long as the server does not have them. */
  shownIn(drawn: VueMessage, { outgoing, media }: ShownMessage): VueMessage {
    const files = this.kept.get(drawn._id);
    if (!files) return drawn;
    const isProcessing = media.some(({ status }) => status === 'processing');
    if (!outgoing && !isProcessing) {
      this.forget(drawn._id);
      return drawn;
    }
    const progress = !outgoing || outgoing.state === 'failed' ? undefined : Math.round((outgoing.progress ?? 0) * 100);
    const shown = files.map(({ name, extension = '', type, localUrl }) => {
      return { name, extension, type, url: localUrl, ...(progress === undefined ? {} : { progress }) };
    });
    return { ...drawn, files: shown };
  }

  clear(): void {
    for (const id of [...this.kept.keys()]) this.forget(id);
  }

  private forget(messageId: string): void {
    for (const { localUrl } of this.kept.get(messageId) ?? []) URL.revokeObjectURL(localUrl);
    this.kept.delete(messageId);
  }
}
