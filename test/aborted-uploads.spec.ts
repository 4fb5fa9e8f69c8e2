import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import { countUploads, storedFiles } from './support/files.js';
import { people } from './support/people.js';
import type { Answer, Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer({ RATE_LIMIT: 'off' }, { one: true });

const BEGINNING = '--edge\r\ncontent-disposition: form-data; name="media"; filename="a.bin"\r\n\r\n';

/** Sends a part of a form and cuts the connection when the server has begun to store it, or before. */
async function abort(who: Person, path: string, bytes: number, waits: boolean): Promise<void> {
  const headers = { authorization: `Bearer ${who.token}`, 'content-type': 'multipart/form-data; boundary=edge' };
  const sent = request(server().url + path, { method: 'POST', headers: { ...headers, 'content-length': 50_000_000 } });
  let isRefused = false;
  sent.on('error', () => undefined).once('response', () => (isRefused = true));
  await new Promise<void>((resolve) => sent.write(BEGINNING + 'x'.repeat(bytes), () => resolve()));
  if (waits) while ((await incoming()).length === 0 && !isRefused) await pause(5);
  sent.destroy();
  if (!isRefused) return;
  // The places of the uploads that were aborted before are still taken.
  await pause(20);
  return abort(who, path, bytes, waits);
}

function uploads(who: Person): Promise<Answer> {
  const body = new FormData();
  body.append('media', new Blob(['x'.repeat(300_000)]), 'a.txt');
  return who.call('POST', '/api/media', body);
}

let before: string[] = [];
const incoming = async () => (await storedFiles()).filter((name) => !before.includes(name));

it('100 aborted uploads leave no file and no row, and everybody can upload afterwards', async () => {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  before = await storedFiles();
  const paths = ['/api/media', `/api/chats/${chat.id}/media-messages`, `/api/chats/${chat.id}/scheduled-messages`];
  for (let round = 0; round < 50; round++) {
    const [path = '', other = ''] = [paths[round % 3], paths[(round + 1) % 3]];
    await Promise.all([abort(ada, path, 1_000 * round, round % 2 === 0), abort(ben, other, 300_000, true)]);
  }
  while ((await incoming()).length > 0) await pause(5);
  expect(await countUploads()).toBe(0);
  const [rows] = await server().sql<Record<string, number>>(
    `select (select count(*) from media_contents)::int contents, (select count(*) from media_objects)::int objects,
       (select count(*) from media_jobs)::int jobs, (select count(*) from upload_counts)::int counts`,
  );
  expect(rows).toEqual({ contents: 0, objects: 0, jobs: 0, counts: 0 });
  // The places of aborted uploads become free a moment later.
  for (const who of [ada, ben]) while ((await uploads(who)).status !== 201) await pause(5);
}, 120_000);
