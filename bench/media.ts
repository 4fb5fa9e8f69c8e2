import { randomBytes } from 'node:crypto';

import sharp from 'sharp';

import type { MediaView } from '../src/contract/views/message.view.js';
import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { Child } from './child.js';
import type { Burst, Load } from './load.js';
import { atLeast, atMost, type Section, show } from './report.js';
import { type Contender, contender } from './send-world.js';
import type { Settings } from './settings.js';
import { figure, ratio } from './statistics.js';
import { inTurn, timed } from './turns.js';

const MIB = 1024 ** 2;
const FILE = 32 * MIB;
const FILES_AT_ONCE = 4;
const PHOTOS = 20;
const SENDERS = 8;
/** A photo of 12 megapixels. */
const PHOTO = { width: 4000, height: 3000 };
const LOOK_EVERY_MS = 50;

interface Store {
  name: string;
  url: string;
  /** Of as many people as there are files at once. */
  tokens: string[];
}

interface Account {
  url: string;
  token: string;
}

interface Transfers {
  /** MiB per second. */
  up: number;
  down: number;
}

/** Uploads and downloads against a bare Fastify that pipes to the disk, and sends while photos are processed. */
export async function media(cluster: Cluster, settings: Settings): Promise<Section[]> {
  process.env.MEDIA_DAILY_BYTES = String(2 ** 40);
  process.env.MEDIA_STORED_BYTES = String(2 ** 40);
  const ours = await contender(cluster, 'ours', 'media');
  const sections = [await transfers(ours, settings), await sendsBesidePhotos(ours, settings)];
  await ours.server.stop();
  return sections;
}

async function transfers({ url, senders }: Contender, { rounds }: Settings): Promise<Section> {
  const [bare, { url: bareUrl }] = await Child.start<{ url: string }>('./bare-files-process.ts');
  const tokens = senders.hot.slice(0, FILES_AT_ONCE).map(({ token }) => token);
  const stores: Store[] = [
    { name: 'Parley', url, tokens },
    { name: 'bare Fastify', url: bareUrl, tokens },
  ];
  const content = randomBytes(FILE);
  const found = await inTurn(stores, rounds, (store) => transfer(store, content));
  await bare.stop();
  const of = (place: number, what: keyof Transfers): number[] =>
    (found.get(stores[place] as Store) ?? []).map((one) => one[what]);
  return {
    title: 'Files',
    about:
      `${FILES_AT_ONCE} files of ${FILE / MIB} MiB at once, as forms, and read again; ${rounds} rounds in turn. The bare server is Fastify ` +
      `that pipes a form's file to the disk and back. Parley also checks who it is, counts the bytes, hashes them, flushes them to the ` +
      `disk and stores a row, before it answers.`,
    head: ['server', 'upload, MiB/s', 'download, MiB/s'],
    rows: stores.map(({ name }, place) => [name, show(figure(of(place, 'up'))), show(figure(of(place, 'down')))]),
    verdicts: (['up', 'down'] as const).map((what) =>
      atLeast(`${what}loads of files against bare Fastify`, 0.7, ratio(of(0, what), of(1, what))),
    ),
  };
}

async function transfer({ url, tokens }: Store, content: Buffer): Promise<Transfers> {
  const accounts = tokens.map((token) => ({ url, token }));
  let urls: string[] = [];
  const up = await timed(async () => {
    urls = await Promise.all(accounts.map(async (one) => (await upload(one, other(content), 'file.bin')).url));
  });
  const down = await timed(() => Promise.all(accounts.map((one, place) => download(one, urls[place] ?? ''))));
  const mib = (FILES_AT_ONCE * content.length) / MIB;
  return { up: mib / (up / 1000), down: mib / (down / 1000) };
}

/** The same content with another beginning: bytes that an owner has uploaded before are not stored again. */
function other(content: Buffer): Buffer {
  const copy = Buffer.from(content);
  randomBytes(16).copy(copy);
  return copy;
}

async function upload({ url, token }: Account, content: Buffer, name: string): Promise<MediaView> {
  const form = new FormData();
  form.append('media', new Blob([Uint8Array.from(content)]), name);
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/api/media`, { method: 'POST', body: form, headers });
  if (!answer.ok) throw new Error(`an upload was answered with ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { data: MediaView }).data;
}

async function download({ url, token }: Account, path: string): Promise<void> {
  const answer = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
  const { byteLength } = await answer.arrayBuffer();
  if (byteLength !== FILE) throw new Error(`${byteLength} bytes came back`);
}

type Beside = 'nothing' | 'photos';

async function sendsBesidePhotos({ url, senders }: Contender, { rounds }: Settings): Promise<Section> {
  const [load] = await Child.start('./load-process.ts');
  const photo = await makePhoto();
  const sending: Burst = {
    key: 'beside',
    transport: 'http',
    url,
    senders: senders.spread.slice(0, SENDERS),
    seconds: 3,
  };
  const token = senders.hot.at(-1)?.token ?? '';
  const found = await inTurn<Beside, Load>(['nothing', 'photos'], rounds, async (beside) => {
    const photos = beside === 'photos' ? await uploadPhotos({ url, token }, photo) : [];
    const measured = await load.ask<Load>(sending);
    await untilProcessed({ url, token }, photos);
    return measured;
  });
  await load.stop();
  const of = (beside: Beside, what: keyof Load): number[] => (found.get(beside) ?? []).map((one) => one[what]);
  return {
    title: 'Sends while photos are processed',
    about:
      `${SENDERS} senders over REST, without and with ${PHOTOS} photos of 12 megapixels in the queue; ${rounds} rounds in turn. ` +
      `A process with low priority decodes one photo at a time.`,
    head: ['beside', 'sends/s', 'p50 ms', 'p99 ms'],
    rows: (['nothing', 'photos'] as const).map((beside) => [
      beside,
      ...(['perSecond', 'p50', 'p99'] as const).map((what) => show(figure(of(beside, what)))),
    ]),
    verdicts: [
      atMost(
        `p99 of sends while ${PHOTOS} photos are processed`,
        1.5,
        ratio(of('photos', 'p99'), of('nothing', 'p99')),
      ),
    ],
  };
}

function makePhoto(): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 20 };
  return sharp({ create: { ...PHOTO, channels: 3, background: '#468', noise } })
    .jpeg()
    .toBuffer();
}

async function uploadPhotos(to: Account, photo: Buffer): Promise<MediaView[]> {
  const photos: MediaView[] = [];
  for (let count = 0; count < PHOTOS; count++) {
    // Bytes after the end of a JPEG are ignored by decoders, and make it another file.
    photos.push(await upload(to, Buffer.concat([photo, randomBytes(16)]), 'photo.jpg'));
  }
  return photos;
}

async function untilProcessed({ url, token }: Account, photos: MediaView[]): Promise<void> {
  for (const photo of photos) {
    const isProcessing = async () => {
      const answer = await fetch(`${url}${photo.url}?size=thumb`, { headers: { authorization: `Bearer ${token}` } });
      await answer.arrayBuffer();
      return answer.status === 409;
    };
    while (await isProcessing()) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
