import { ParleyError } from '../errors.js';
import type { Session } from '../session.js';
import { type Answer, answerOf, mustSucceed, transfer } from './transfer.js';
import type { Upload, UploadOptions } from './upload.js';

/** Bytes of one request. After a cut, what has arrived of it is not sent again. */
const PIECE = 4 * 1024 * 1024;
/** Pause after a cut, in ms. */
const PAUSE_MS = 500;
const TUS = { 'tus-resumable': '1.0.0' };
const BYTES = 'application/offset+octet-stream';
/** Refusals of a piece after which the upload is looked up, or begun again. */
const ELSEWHERE = ['media.offset_conflict', 'media.not_found'];

/** How far an upload is on the server. */
interface Place {
  path: string;
  offset: number;
  isDone: boolean;
}

/**
 * Uploads a file in pieces, by the tus protocol, under an id that the client chooses. After a cut it goes on where the server is, also if an
 * earlier client with the same id, name and size began it. It gives up when two attempts began at the same byte, or the server asks for a pause.
 * @throws ParleyError
 */
export async function uploadInPieces(
  session: Session,
  file: Upload,
  id: string,
  options: UploadOptions,
): Promise<void> {
  for (let last = -1; ;) {
    const begun = await begin(session, file, id, options);
    options.progress(begun.offset / file.size);
    const failure = begun.isDone ? null : await sendFrom(session, file, begun, options);
    if (!failure) return options.progress(1);
    if (begun.offset <= last || failure.retryAfterMs !== undefined) throw failure;
    last = begun.offset;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Begins the upload, or finds the one that this id has begun before. @throws ParleyError */
async function begin(session: Session, file: Upload, id: string, { signal, begun }: UploadOptions): Promise<Place> {
  const described = { id, filename: file.name ?? 'file', filetype: file.type.split(';', 1)[0] ?? '' };
  const pairs = Object.entries(described).filter(([, value]) => value !== '');
  const metadata = pairs.map(([key, value]) => `${key} ${inBase64(value)}`).join(',');
  const headers = { ...TUS, 'upload-length': String(file.size), 'upload-metadata': metadata };
  const request = new Request(`${session.url}/api/media/uploads`, { method: 'POST', headers });
  const answer = mustSucceed(await answerOf(await session.fetch(request, { signal })));
  const path = answer.header('location') ?? '';
  begun(path);
  return placeOf(path, answer);
}

/** @returns a failure after which it may go on; null when the upload is complete @throws ParleyError any other one */
async function sendFrom(
  session: Session,
  file: Upload,
  from: Place,
  { progress, signal }: UploadOptions,
): Promise<ParleyError | null> {
  let { offset } = from;
  try {
    for (let isDone = false; !isDone;) {
      const body = file.slice(offset, offset + PIECE);
      const headers = { ...TUS, 'upload-offset': String(offset), 'content-type': BYTES };
      const onProgress = (sent: number) => progress((offset + sent) / file.size);
      const piece = { method: 'PATCH' as const, path: from.path, headers, body, progress: onProgress, signal };
      const place = placeOf(from.path, mustSucceed(await transfer(session, piece)));
      if (!place.isDone && place.offset <= offset) throw ParleyError.unanswered('nothing of a piece was stored');
      ({ offset, isDone } = place);
      progress(offset / file.size);
    }
    return null;
  } catch (error) {
    if (signal.aborted || !(error instanceof ParleyError)) throw error;
    if (ELSEWHERE.includes(error.code)) return ParleyError.unanswered(error);
    if (!error.isPassing) throw error;
    return error;
  }
}

const placeOf = (path: string, { header }: Answer): Place => ({
  path,
  offset: Number(header('upload-offset') ?? 0),
  isDone: header('upload-media-id') !== null,
});

function inBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
