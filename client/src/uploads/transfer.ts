import { ParleyError } from '../errors.js';
import type { Session } from '../session.js';
import type { ErrorView } from '../wire.js';

/** Time without progress, in ms, after which a body counts as lost. */
const STALLED_MS = 30_000;
/** Timeout of the answer to a body that is sent, in ms. The last piece of a large file is answered when the file is stored. */
const ANSWER_MS = 120_000;

/** A large body to send. */
export interface Transfer {
  method: 'POST' | 'PATCH';
  path: string;
  headers?: Record<string, string>;
  body: Blob | FormData;
  /** Called with the bytes that were sent, of all bytes of the body. */
  progress: (sent: number, total: number) => void;
  /** Ends it. */
  signal: AbortSignal;
}

/** The answer to a call. */
export interface Answer {
  status: number;
  header: (name: string) => string | null;
  /** `{}` if the answer has no JSON. */
  body: Partial<ErrorView> & { data?: unknown };
}

/** Sends a large body. Progress is only reported where XMLHttpRequest exists. @throws ParleyError `network` if there is no answer */
export function transfer(session: Session, about: Transfer): Promise<Answer> {
  return typeof XMLHttpRequest === 'undefined' ? withFetch(session, about) : withXhr(session, about);
}

/** @throws ParleyError unless the call succeeded */
export function mustSucceed(answer: Answer): Answer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw ParleyError.of(answer.body, answer.status, answer.header('retry-after'));
}

async function withFetch(session: Session, about: Transfer): Promise<Answer> {
  const { method, path, headers = {}, body, signal } = about;
  const request = new Request(session.url + path, { method, headers, body });
  return answerOf(await session.fetch(request, { timeoutMs: ANSWER_MS, signal }));
}

export async function answerOf(response: Response): Promise<Answer> {
  const body = (await response.json().catch(() => ({}))) as Answer['body'];
  return { status: response.status, header: (name) => response.headers.get(name), body };
}

function withXhr(session: Session, { method, path, headers = {}, body, progress, signal }: Transfer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    let timer = setTimeout(abort, STALLED_MS);
    const within = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(abort, ms);
    };
    request.open(method, session.url + path);
    const all = { ...headers, authorization: `Bearer ${session.token}` };
    for (const [name, value] of Object.entries(all)) request.setRequestHeader(name, value);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => {
      within(STALLED_MS);
      progress(loaded, total);
    };
    request.upload.onload = () => within(ANSWER_MS);
    request.onloadend = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      const { status } = request;
      const answer = (request.response ?? {}) as Answer['body'];
      if (status > 0) resolve({ status, header: (name) => request.getResponseHeader(name), body: answer });
      else reject(ParleyError.unanswered('the upload broke off'));
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    request.send(body);
  });
}
