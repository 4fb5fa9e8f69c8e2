import { ParleyError } from './errors.js';
import type { Session } from './session.js';
import type { ErrorView, MediaView } from './wire.js';

/** A file to upload: a browser's `File`, a `Blob`, or React Native's `{uri, name, type}`. */
export type Upload = Blob & { name?: string };

/**
 * Uploads one file under an id that the client chooses, so that a retry is safe.
 * @param progress called with the uploaded share, 0 to 1
 * @throws ParleyError
 */
export async function upload(
  session: Session,
  file: Upload,
  id: string,
  progress: (share: number) => void,
): Promise<MediaView> {
  const form = new FormData();
  form.append('id', id);
  form.append('media', file, file.name ?? 'file');
  // Only XMLHttpRequest reports the progress of an upload.
  if (typeof XMLHttpRequest === 'undefined') return session.call<MediaView>('POST', '/api/media', form);
  // Renews the token if necessary.
  await session.call('GET', '/api/me');
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${session.url}/api/media`);
    request.setRequestHeader('authorization', `Bearer ${session.token}`);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onerror =
      request.onabort =
      request.ontimeout =
        () => reject(ParleyError.unanswered('the upload broke off'));
    request.onload = () => {
      const answer = (request.response ?? {}) as { data?: MediaView } & Partial<ErrorView>;
      if (answer.data) resolve(answer.data);
      else reject(ParleyError.of(answer, request.status, request.getResponseHeader('retry-after')));
    };
    request.send(form);
  });
}
