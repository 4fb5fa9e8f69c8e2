import { uploadInPieces } from './piece-uploads.js';
import type { Session } from '../session.js';
import { mustSucceed, transfer } from './transfer.js';
import type { Upload, UploadOptions } from './upload.js';

/** Bytes. Larger files are sent in pieces, and go on where the connection was cut. React Native's `{uri}` has no known size and is sent whole. */
export const RESUMABLE_FROM = 5 * 1024 * 1024;

/**
 * Uploads one file under an id that the client chooses, so that a retry is safe.
 * @throws ParleyError
 */
export async function upload(session: Session, file: Upload, id: string, options: UploadOptions): Promise<void> {
  if (file.size > RESUMABLE_FROM) return uploadInPieces(session, file, id, options);
  const form = new FormData();
  form.append('id', id);
  form.append('media', file, file.name ?? 'file');
  // Renews the token if necessary. `fetch` of the session does that itself.
  if (typeof XMLHttpRequest !== 'undefined') await session.call('GET', '/api/me');
  const { signal } = options;
  const progress = (sent: number, total: number) => options.progress(total > 0 ? sent / total : 0);
  mustSucceed(await transfer(session, { method: 'POST', path: '/api/media', body: form, progress, signal }));
}
