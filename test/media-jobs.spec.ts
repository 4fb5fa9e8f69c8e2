import sharp from 'sharp';

import type { ChatView } from '../src/contract/views/chat.view.js';
import type { MessageView } from '../src/contract/views/message.view.js';
import type { UsageView } from '../src/contract/views/upload.view.js';
import type { MediaWorker } from '../src/media/processing/queue/media-worker.js';
import { form, storedFiles, upload } from './support/files.js';
import { people } from './support/people.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer();
jest.setTimeout(120_000);

const PHOTOS = 12;
/** Milliseconds between two looks at the queue. */
const LOOK_EVERY = 50;

async function photo(place: number): Promise<Buffer> {
  const background = { r: place * 20, g: 100, b: 50 };
  return sharp({ create: { width: 300, height: 200, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

const sendPhoto = async (who: Person, chat: ChatView, place: number): Promise<MessageView> => {
  const body = form({ message: '' }, { content: await photo(place), name: `${place}.jpg`, type: 'image/jpeg' });
  return who.does('POST', `/api/chats/${chat.id}/media-messages`, body);
};

const jobs = (): Promise<
  { attempts: number; failed_at: Date | null; error: string | null; processed_at: Date | null }[]
> => server().sql('select attempts, failed_at, error, processed_at from media_jobs');

const worker = (of = server()) => of.service<MediaWorker>('media/processing/queue/media-worker', 'MediaWorker');
const bytesStored = async (who: Person): Promise<number> =>
  (await who.does<UsageView>('GET', '/api/me/usage')).bytesStored;

/** Waits until the queue satisfies a test. Before each look, jobs that wait for a later time become due. */
async function until(isSo: (found: Awaited<ReturnType<typeof jobs>>) => boolean): Promise<void> {
  while (!isSo(await jobs())) {
    await server().sql('update media_jobs set run_at = now() where run_at > now()');
    await worker().wake();
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}

it('each photo changes its message once, whichever node processes it, although a result is shown twice', async () => {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  const places = Array.from({ length: PHOTOS }, (_, place) => place);
  await Promise.all(places.map((place) => sendPhoto(place % 2 ? ada : ben, chat, place)));
  await until((found) => found.length === 0);

  const seen = await ada.sees(chat);
  expect(seen.map(({ media }) => media[0]?.status)).toEqual(places.map(() => 'ready'));
  expect(new Set(seen.map(({ rev }) => rev)).size).toBe(PHOTOS);
  expect((await ada.chat(chat)).lastRev).toBe(chat.lastRev + 2 * PHOTOS);
  const objects = await server().sql<{ objects: number }>(
    'select count(*)::int objects from media_objects group by content_id',
  );
  expect(objects.map((one) => one.objects)).toEqual(places.map(() => 3));
});

it('the photo of one person does not wait for all photos that another sent before', async () => {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  for (const node of server().nodes) await worker(node).onModuleDestroy();
  for (let place = 0; place < 6; place++) await sendPhoto(ada, chat, place);
  const bens = await sendPhoto(ben, chat, 6);
  await worker().onApplicationBootstrap();
  await until((found) => found.length === 0);
  for (const node of server().nodes.slice(1)) await worker(node).onApplicationBootstrap();
  // The order in which one node made them ready: each changed the chat once.
  const revs = (await ada.sees(chat)).map(({ id, rev }) => ({ id, rev })).sort((one, other) => one.rev - other.rev);
  expect(revs.findIndex(({ id }) => id === bens.id)).toBe(1);
});

it('a rejected file has no bytes, and does not count as stored', async () => {
  const { ada } = await people('ada');
  const before = await storedFiles();
  const broken = { content: (await photo(1)).subarray(0, 400), name: 'a.jpg', type: 'image/jpeg' };
  expect(await upload(ada, broken)).toMatchObject({ status: 'rejected', reason: 'broken' });
  expect(await bytesStored(ada)).toBe(0);
  await until((found) => found.length === 0);
  expect(await storedFiles()).toEqual(before);
});

/** A message whose photo could not be processed, because its upload is missing in the storage; `restore` brings it back. */
async function givenUp(ada: Person, chat: ChatView) {
  const { id } = await sendPhoto(ada, chat, 1);
  await until((found) => found.length === 0);
  const [original] = await server().sql<{ id: string }>(`select id from media_objects where variant = 'original'`);
  // As if it had not been processed yet.
  await server().sql(`update media_objects set variant = 'upload', id = gen_random_uuid() where variant = 'original'`);
  await server().sql(`update media_contents set status = 'processing'`);
  await server().sql('insert into media_jobs (content_id) select id from media_contents');
  await until((found) => found.every(({ failed_at }) => failed_at !== null));
  const restore = () => server().sql(`update media_objects set id = $1 where variant = 'upload'`, [original?.id]);
  return { id, restore };
}

it('a job that fails is tried again, given up with its reason, and may be run again by an operator', async () => {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  const { id, restore } = await givenUp(ada, chat);
  const [given] = await jobs();
  // Its upload stays, so it counts, until its message is deleted.
  expect(await bytesStored(ada)).toBe((await photo(1)).length);
  expect(given).toMatchObject({ attempts: 5, error: expect.stringContaining('no such media') as string });
  expect((await ada.sees(chat)).at(-1)).toMatchObject({ id, media: [{ status: 'rejected', reason: 'failed' }] });

  await restore();
  await server().sql('update media_jobs set failed_at = null, attempts = 0, run_at = now()');
  await until((found) => found.length === 0);
  const [sent] = await ada.sees(chat);
  expect(sent).toMatchObject({ id, media: [{ status: 'ready', reason: null, width: 300 }] });
  if (sent) await ada.deletes(sent);
  expect(await bytesStored(ada)).toBe(0);
});

it('a job that was given up is run again when its owner uploads the same file again', async () => {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  const { id, restore } = await givenUp(ada, chat);
  await restore();
  await sendPhoto(ada, chat, 1);
  await until((found) => found.length === 0);
  const seen = await ada.sees(chat);
  expect(seen.map(({ media }) => media[0]?.status)).toEqual(['ready', 'ready']);
  expect(seen.map((message) => message.id)).toContain(id);
});
