import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { MediaView } from '../../src/contract/views/message.view.js';
import type { Person } from './person.js';
import { server } from './server.js';

/** A picture of one pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The first bytes of every PNG. Processing writes pictures anew, so other bytes differ from the upload. */
export const PNG_SIGNATURE = PNG.subarray(0, 8);

interface FilePart {
  content?: Buffer | string;
  name?: string;
  type?: string;
  /** The name of the part; `media` by default. */
  as?: string;
}

/** A form with these fields, followed by these files. */
export function form(fields: Record<string, string>, ...files: FilePart[]): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  for (const { content = PNG, name = 'cat.png', type = 'image/png', as = 'media' } of files) {
    body.append(as, new Blob([Uint8Array.from(Buffer.from(content))], { type }), name);
  }
  return body;
}

/** Uploads one file, a small picture by default, and waits until it was processed. */
export async function upload(person: Person, file: FilePart = {}): Promise<MediaView> {
  return ready(person, await person.does<MediaView>('POST', '/api/media', form({}, file)));
}

/** Uploads a text. It needs no processing, so it can be read at once. */
export function uploadText(person: Person, content = 'some text', name = 'notes.txt'): Promise<MediaView> {
  return upload(person, { content, name, type: 'text/plain' });
}

/** Waits until a file was processed. */
export async function ready(person: Person, { id }: { id: string }): Promise<MediaView> {
  for (;;) {
    const view = await person.does<MediaView>('GET', `/api/media/${id}/info`);
    if (view.status !== 'processing') return view;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Ids of the objects in the storage that an upload has. */
export async function objectsOf({ id }: { id: string }): Promise<string[]> {
  const found = await server().sql<{ id: string }>(
    'select o.id from media_objects o join media m on m.content_id = o.content_id where m.id = $1',
    [id],
  );
  return found.map((one) => one.id);
}

/** Milliseconds for which `read` waits until a file is processed. */
const PROCESSED_WITHIN = 20_000;

/** Reads a file with its bytes, when it is processed. */
export async function read(
  person: Person | null,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
  const authorization: Record<string, string> = person ? { authorization: `Bearer ${person.token}` } : {};
  const until = Date.now() + PROCESSED_WITHIN;
  for (;;) {
    const response = await fetch(server().url + path, { method, headers: { ...authorization, ...headers } });
    const answer = {
      status: response.status,
      headers: response.headers,
      bytes: Buffer.from(await response.arrayBuffer()),
    };
    if (answer.status !== 409 || Date.now() > until) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The names of all files in the server's storage, including incomplete uploads. */
export async function storedFiles(): Promise<string[]> {
  const found = await readdir(join(server().dataDir, 'media'), { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map(({ name }) => name);
}

/** The number of uploads in the database. */
export async function countUploads(): Promise<number> {
  const [counted] = await server().sql<{ uploads: number }>('select count(*)::int as uploads from media');
  return counted?.uploads ?? 0;
}
