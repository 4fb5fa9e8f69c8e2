import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { uuidv7 } from 'uuidv7';

import type { MediaStorage } from '../src/media/storage/media-storage.js';
import { openStorage } from '../src/media/storage/open-storage.js';
import { readConfig } from '../src/platform/config/config.js';
import { S3Server } from './support/s3-server/server.js';

const MIB = 1024 * 1024;
const DAY = 24 * 60 * 60 * 1000;
const NOT_FOUND = { code: 'media.not_found' };
const AWAY = { code: 'media.storage_unavailable', status: 503 };

let s3: S3Server;
let dataDir: string;
let storage: MediaStorage;

beforeAll(async () => (s3 = await S3Server.start()));
afterAll(() => s3.stop());

/** Opens an empty storage before each test. */
function useStorage(where: 'disk' | 's3', more: Record<string, string> = {}): void {
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'parley-storage-'));
    storage = await openStorage(where, readConfig({ DATA_DIR: dataDir, ...s3.settings, ...more }));
    await storage.onModuleInit();
  });
  afterEach(async () => {
    for await (const key of storage.keptBefore(tomorrow())) await storage.remove(key);
    await (storage as Partial<{ onApplicationShutdown: () => unknown }>).onApplicationShutdown?.();
    rmSync(dataDir, { recursive: true, force: true });
  });
}

const tomorrow = (): Date => new Date(Date.now() + DAY);
const incoming = (): string[] => readdirSync(join(dataDir, 'media', 'incoming'));
const receive = (bytes: Buffer, limit = 100 * MIB) => storage.store(Readable.from([bytes]), limit);

/** Stores bytes as an object. @returns its key */
async function keep(bytes: Buffer | string, key: string = uuidv7()): Promise<string> {
  await storage.keep(await receive(Buffer.from(bytes)), key);
  return key;
}

const bytesOf = async (key: string): Promise<Buffer> => buffer(await storage.open(key));
async function kept(time: Date): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of storage.keptBefore(time)) keys.push(key);
  return keys;
}

describe.each(['disk', 's3'] as const)('media in %s', (where) => {
  useStorage(where);

  it('are read as they were stored, whole and in parts, and leave no local file', async () => {
    const key = await keep('0123456789');
    expect((await bytesOf(key)).toString()).toBe('0123456789');
    expect((await buffer(await storage.open(key, { start: 2, end: 4 }))).toString()).toBe('234');
    expect((await buffer(await storage.open(key, { start: 9, end: 9 }))).toString()).toBe('9');
    expect([await storage.has(key), incoming()]).toEqual([true, []]);
  });

  it('are counted and hashed while they arrive, and readable only by the user of the server', async () => {
    const bytes = randomBytes(10_000);
    const file = await storage.store(Readable.from([bytes.subarray(0, 5_000), bytes.subarray(5_000)]), 10_000);
    const sha256 = createHash('sha256').update(bytes).digest();
    expect(file).toMatchObject({ size: 10_000, sha256, head: bytes.subarray(0, 4_100) });
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
    await storage.drop(file);
    expect(incoming()).toEqual([]);
  });

  it('may be larger than one part of an upload to S3', async () => {
    const bytes = randomBytes(20 * MIB + 1);
    const key = await keep(bytes);
    expect((await bytesOf(key)).equals(bytes)).toBe(true);
    const end = await buffer(await storage.open(key, { start: 20 * MIB, end: 20 * MIB }));
    expect(end).toEqual(bytes.subarray(-1));
    expect(incoming()).toEqual([]);
  });

  it('are refused beyond the limit or when their stream breaks, and leave no file', async () => {
    await expect(receive(Buffer.alloc(101), 100)).rejects.toMatchObject({ code: 'media.too_large' });
    const broken = async function* () {
      yield await Promise.resolve(Buffer.alloc(10));
      throw new Error('cut off');
    };
    await expect(storage.store(broken(), 100)).rejects.toThrow('cut off');
    expect([incoming(), await kept(tomorrow())]).toEqual([[], []]);
  });

  it('replace what was stored under their key', async () => {
    const key = await keep('first');
    await keep('second', key);
    expect((await bytesOf(key)).toString()).toBe('second');
    expect(await kept(tomorrow())).toEqual([key]);
  });

  it('may come from a file that another program wrote', async () => {
    const path = join(dataDir, 'thumbnail.webp');
    writeFileSync(path, 'a thumbnail', { mode: 0o600 });
    const key = uuidv7();
    const sha256 = createHash('sha256').update('a thumbnail').digest();
    await storage.keep({ path, size: 11, sha256, mimeType: 'image/webp' }, key);
    expect((await bytesOf(key)).toString()).toBe('a thumbnail');
    expect(existsSync(path)).toBe(false);
  });

  it('are not there when their local file is gone', async () => {
    const file = await receive(Buffer.from('soon gone'));
    await storage.drop(file);
    const key = uuidv7();
    await expect(storage.keep(file, key)).rejects.toThrow('ENOENT');
    expect(await storage.has(key)).toBe(false);
  });

  it('are readable by a path until it is released', async () => {
    const key = await keep('a picture');
    const { path, release } = await storage.fetch(key);
    expect(readFileSync(path, 'utf8')).toBe('a picture');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await release();
    expect([incoming(), await storage.has(key)]).toEqual([[], true]);
  });

  it('are gone when they were removed', async () => {
    const [key, other] = [await keep('one'), await keep('another')];
    await storage.remove(key);
    await storage.remove(key);
    expect(await storage.has(key)).toBe(false);
    await expect(storage.open(key)).rejects.toMatchObject(NOT_FOUND);
    await expect(storage.fetch(key)).rejects.toMatchObject(NOT_FOUND);
    expect([await kept(tomorrow()), incoming()]).toEqual([[other], []]);
  });

  it('are listed by their age, all of them or some', async () => {
    const keys = [];
    for (const number of Array(30).keys()) keys.push(await keep(`object ${number}`));
    expect((await kept(tomorrow())).sort()).toEqual(keys.sort());
    expect(await kept(new Date(Date.now() - DAY))).toEqual([]);

    const some = await storage.someKeptBefore(tomorrow(), 10);
    expect([some.length, new Set(some).size]).toEqual([10, 10]);
    expect(keys).toEqual(expect.arrayContaining(some));
    expect((await storage.someKeptBefore(tomorrow(), 100)).sort()).toEqual(keys.sort());
    expect(await storage.someKeptBefore(new Date(Date.now() - DAY), 10)).toEqual([]);
  });

  it('can be received', async () => {
    await expect(storage.usable()).resolves.toBeUndefined();
    expect(incoming()).toEqual([]);
    rmSync(join(dataDir, 'media', 'incoming'), { recursive: true });
    await expect(storage.usable()).rejects.toThrow('ENOENT');
  });
});

describe('media on disk', () => {
  useStorage('disk');

  it('have no address of their own, and are not sent there by clients', async () => {
    expect(storage.direct).toBeNull();
    expect(await storage.addressOf(await keep('a picture'), SERVED)).toBeNull();
  });

  it('are private files', async () => {
    const key = await keep('a picture');
    expect(statSync(join(dataDir, 'media', key.slice(-2), key)).mode & 0o777).toBe(0o600);
  });
});

const SERVED = { contentType: 'image/webp', disposition: 'inline; filename="cat.webp"', seconds: 60 };

describe('media in S3', () => {
  useStorage('s3');

  it('have addresses that answer with the headers this server chose', async () => {
    const key = await keep('<script>');
    const answer = await fetch(String(await storage.addressOf(key, SERVED)), { headers: { range: 'bytes=1-6' } });
    expect([answer.status, await answer.text()]).toEqual([206, 'script']);
    expect(answer.headers.get('content-type')).toBe('image/webp');
    expect(answer.headers.get('content-disposition')).toBe('inline; filename="cat.webp"');
    expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  });

  it('have addresses that end after five minutes at most', async () => {
    const key = await keep('a picture');
    for (const [asked, valid] of [
      [60, '60'],
      [3_600, '300'],
    ] as const) {
      const address = new URL(String(await storage.addressOf(key, { ...SERVED, seconds: asked })));
      expect(address.searchParams.get('X-Amz-Expires')).toBe(valid);
    }
  });

  it('may be sent by clients, in parts of the sizes that were announced', async () => {
    const { direct } = storage;
    const parts = [randomBytes(5 * MIB), randomBytes(1_000)];
    const key = uuidv7();
    const upload = await direct!.begin(key, 'video/mp4');
    const etags: string[] = [];
    for (const [place, part] of parts.entries()) {
      const address = await direct!.addressOfPart(upload, place + 1, part.length);
      expect(new URL(address).searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;host');
      const answer = await fetch(address, { method: 'PUT', body: Uint8Array.from(part) });
      etags.push(String(answer.headers.get('etag')));
    }
    expect(await storage.has(key)).toBe(false);
    await direct!.complete(upload, etags);
    expect((await bytesOf(key)).equals(Buffer.concat(parts))).toBe(true);
    await expect(direct!.complete(upload, etags)).rejects.toMatchObject({
      code: expect.stringMatching(/^media/) as string,
    });
  });

  it('are listed page by page, without what is not ours', async () => {
    const keys = Array.from({ length: 1_010 }, () => uuidv7());
    for (const key of keys) s3.put(`${key.slice(-2)}/${key}`);
    s3.put('ab/not-an-object');
    s3.put(`zz/${uuidv7()}`);
    expect((await kept(tomorrow())).sort()).toEqual(keys.sort());
    expect((await storage.someKeptBefore(tomorrow(), 2_000)).sort()).toEqual(keys.sort());
  });

  it('are stored although single calls fail', async () => {
    const file = await receive(randomBytes(9 * MIB));
    await s3.failNext(2);
    const key = uuidv7();
    await storage.keep(file, key);
    await s3.failNext(2);
    expect((await bytesOf(key)).length).toBe(9 * MIB);
  });

  it('cannot be stored or read while S3 is away, which is said at once; the local file stays until it is dropped', async () => {
    const file = await receive(Buffer.from('a picture'));
    const key = uuidv7();
    await s3.goAway();
    try {
      await expect(storage.keep(file, key)).rejects.toMatchObject(AWAY);
      await expect(storage.open(key)).rejects.toMatchObject(AWAY);
      await expect(storage.fetch(key)).rejects.toMatchObject(AWAY);
      await expect(storage.has(key)).rejects.toMatchObject(AWAY);
      await expect(storage.remove(key)).rejects.toMatchObject(AWAY);
      await expect(kept(tomorrow())).rejects.toMatchObject(AWAY);
      await expect(storage.usable()).rejects.toMatchObject(AWAY);
      expect(incoming()).toHaveLength(1);
    } finally {
      await s3.comeBack();
    }
    await storage.keep(file, key);
    expect((await bytesOf(key)).toString()).toBe('a picture');
  });

  it('do not wait for a server that never answers', async () => {
    await s3.silence(true);
    await expect(storage.usable()).rejects.toMatchObject(AWAY);
    await s3.silence(false);
    await expect(storage.usable()).resolves.toBeUndefined();
  });
});

describe.each([
  ['a bucket that does not exist', { S3_BUCKET: 'another' }],
  ['an access key that does not exist', { S3_ACCESS_KEY_ID: 'guessed' }],
])('%s', (_, settings) => {
  useStorage('s3');

  it('is an outage, and does not make media look lost', async () => {
    const wrong = await openStorage('s3', readConfig({ DATA_DIR: dataDir, ...s3.settings, ...settings }));
    const key = uuidv7();
    await expect(wrong.usable()).rejects.toMatchObject(AWAY);
    await expect(wrong.has(key)).rejects.toMatchObject(AWAY);
    await expect(wrong.remove(key)).rejects.toMatchObject(AWAY);
    await expect(wrong.open(key)).rejects.toMatchObject(AWAY);
    await expect(wrong.keep(await receive(Buffer.from('a picture')), key)).rejects.toMatchObject(AWAY);
  });
});

it('media in S3 require the settings of a bucket', async () => {
  await expect(openStorage('s3', readConfig({ DATA_DIR: tmpdir() }))).rejects.toThrow(/S3_BUCKET/);
});
