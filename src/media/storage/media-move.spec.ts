import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { uuidv7 } from 'uuidv7';

import { DiskStorage } from './disk-storage.js';
import { type KnownObject, moveMedia, type MoveProgress } from './media-move.js';
import { type MediaStorage, placeOf } from './media-storage.js';

let directory: string;
let from: MediaStorage;
let to: MediaStorage;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'parley-move-'));
  from = new DiskStorage({ DATA_DIR: join(directory, 'from') });
  to = new DiskStorage({ DATA_DIR: join(directory, 'to') });
  await Promise.all([from.onModuleInit(), to.onModuleInit()]);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Stores objects in the source. @returns what the database knows of them */
async function store(...contents: string[]): Promise<KnownObject[]> {
  const known = contents.map((content) => ({
    key: uuidv7(),
    sha256: createHash('sha256').update(content).digest(),
    size: content.length,
    mimeType: 'text/plain',
  }));
  for (const [place, { key, size }] of known.entries()) {
    await from.keep(await from.store(Readable.from([Buffer.from(contents[place]!)]), size), key);
  }
  return known;
}

interface Asked {
  remove?: boolean;
  signal?: AbortSignal;
  onProgress?: (progress: MoveProgress) => void;
}

function move(known: KnownObject[], asked: Asked = {}): Promise<MoveProgress> {
  const options = { remove: false, signal: new AbortController().signal, onProgress: () => undefined, ...asked };
  return moveMedia(Readable.from(known), { from, to, ...options });
}

const write = (home: string, key: string, content: string): void =>
  writeFileSync(join(directory, home, 'media', placeOf(key)), content);

const NONE = { missing: [], damaged: [] };

describe('moving media', () => {
  it('copies every object and keeps the source; the second time there is nothing to copy', async () => {
    const known = await store('one', 'two', 'three', 'four', 'five', 'six');
    expect(await move(known)).toEqual({ ...NONE, bytes: 22, copied: 6, present: 0 });
    expect(await text(await to.open(known[5]!.key))).toBe('six');
    expect(await from.has(known[5]!.key)).toBe(true);
    expect(await move(known)).toEqual({ ...NONE, bytes: 22, copied: 0, present: 6 });
  });

  it('removes from the source only when asked, and only what it verified in the target', async () => {
    const [one, two, three] = (await store('one', 'two', 'three')) as [KnownObject, KnownObject, KnownObject];
    write('from', two.key, 'TWO');
    write('from', three.key, 'three, and more');
    const moved = await move([one, two, three], { remove: true });
    expect(moved).toMatchObject({ copied: 1, missing: [] });
    expect(moved.damaged.sort()).toEqual([two.key, three.key].sort());
    expect([await from.has(one.key), await from.has(two.key), await from.has(three.key)]).toEqual([false, true, true]);
    expect([await to.has(two.key), await to.has(three.key)]).toEqual([false, false]);
    expect(await move([one], { remove: true })).toEqual({ ...NONE, bytes: 3, copied: 0, present: 1 });
  });

  it('replaces an object of the target that has other bytes', async () => {
    const [one] = (await store('one')) as [KnownObject];
    await move([one]);
    write('to', one.key, 'ONE');
    expect(await move([one])).toMatchObject({ copied: 1, present: 0 });
    expect(await text(await to.open(one.key))).toBe('one');
  });

  it('names what neither storage has', async () => {
    const [one, two] = (await store('one', 'two')) as [KnownObject, KnownObject];
    await from.remove(one.key);
    expect(await move([one, two])).toMatchObject({ copied: 1, missing: [one.key] });
  });

  it('stops when told to, and goes on when it is run again', async () => {
    const known = await store(...Array.from({ length: 20 }, (_, number) => `number ${number}`));
    const stop = new AbortController();
    const { copied } = await move(known, { signal: stop.signal, onProgress: () => stop.abort() });
    expect(copied).toBeGreaterThan(0);
    expect(copied).toBeLessThan(20);
    expect(await move(known)).toMatchObject({ copied: 20 - copied, present: copied });
  });

  it('fails when the target loses what it is given', async () => {
    const [one] = (await store('one')) as [KnownObject];
    to.keep = (file) => to.drop(file);
    await expect(move([one], { remove: true })).rejects.toThrow(/differs/);
    expect(await from.has(one.key)).toBe(true);
  });
});
