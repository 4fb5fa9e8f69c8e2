import { createHash } from 'node:crypto';

import type { Person } from './person.js';
import { server } from './server.js';

export const UPLOADS = '/api/media/uploads';

export interface TusAnswer {
  status: number;
  headers: Headers;
  /** The code of an error. */
  code?: string;
  body: Record<string, unknown>;
}

/** `Upload-Metadata` as clients write it. */
export const metadata = (values: Record<string, string>): string =>
  Object.entries(values)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

/** One request of the tus protocol. */
export async function tus(
  person: Pick<Person, 'token'> | null,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Buffer,
  url = server().url,
): Promise<TusAnswer> {
  const authorization: Record<string, string> = person ? { authorization: `Bearer ${person.token}` } : {};
  const type: Record<string, string> = body ? { 'content-type': 'application/offset+octet-stream' } : {};
  const response = await fetch(url + path, {
    method,
    headers: { 'tus-resumable': '1.0.0', ...authorization, ...type, ...headers },
    ...(body && { body: Uint8Array.from(body) }),
  });
  const text = await response.text();
  const read = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, body: read, code: read.code as string };
}

/** Begins an upload. @returns its address */
export async function begins(
  person: Pick<Person, 'token'>,
  bytes: number,
  described: Record<string, string> = {},
  url = server().url,
): Promise<string> {
  const headers: Record<string, string> = { 'upload-length': String(bytes) };
  if (Object.keys(described).length > 0) headers['upload-metadata'] = metadata(described);
  const answer = await tus(person, 'POST', UPLOADS, headers, undefined, url);
  if (answer.status !== 201) throw Object.assign(new Error(`not begun: ${answer.code}`), answer);
  return answer.headers.get('location') ?? '';
}

export const appends = (
  person: Pick<Person, 'token'>,
  path: string,
  offset: number,
  bytes: Buffer,
  url = server().url,
): Promise<TusAnswer> => tus(person, 'PATCH', path, { 'upload-offset': String(offset) }, bytes, url);

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
