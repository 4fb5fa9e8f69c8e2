import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

import sharp from 'sharp';

import { itUnless } from './support/it-unless.js';
import { fileOf, fixture, tracesIn, useProcessor } from './support/media-fixtures.js';

const { process: processed, ready, into, write } = useProcessor();

const isThere = (program: string): boolean => spawnSync(program, ['-version']).status === 0;
const noFfmpeg = !(isThere('ffmpeg') && isThere('ffprobe')) && 'there is no ffmpeg';

const NOTHING = { width: null, height: null, placeholder: null, waveform: null };

describe('video and audio', () => {
  itUnless(noFfmpeg, 'get a poster, their size and their duration', async () => {
    const video = await ready(fixture('video.mp4'), 'video/mp4');
    expect(video).toMatchObject({ width: 160, height: 120, duration: 2, waveform: null });
    expect(video.files.map(({ variant, mimeType, width, height }) => [variant, mimeType, width, height])).toEqual([
      ['original', 'video/mp4', 160, 120],
      ['preview', 'image/webp', 160, 120],
      ['thumb', 'image/webp', 160, 120],
    ]);
    expect(video.placeholder).toMatch(/^[\w+/=]{20,40}$/);
    expect((await sharp(fileOf(video, 'preview').path).stats()).entropy).toBeGreaterThan(1);
    const original = await readFile(fileOf(video, 'original').path);
    // The index comes first: a player need not have all of it.
    expect(original.indexOf('moov')).toBeLessThan(original.indexOf('mdat'));
    expect(await readdir(into())).toHaveLength(3);
  });

  itUnless(noFfmpeg, 'are measured as they are shown when a phone held upright recorded them', async () => {
    const video = await ready(fixture('turned.mov'), 'video/quicktime');
    expect(video).toMatchObject({ width: 120, height: 160, duration: 2 });
    expect(fileOf(video, 'original')).toMatchObject({ mimeType: 'video/mp4', width: 120, height: 160 });
    expect(fileOf(video, 'preview')).toMatchObject({ width: 120, height: 160 });
  });

  for (const [name, mimeType] of [
    ['video.mp4', 'video/mp4'],
    ['turned.mov', 'video/quicktime'],
    ['note.ogg', 'audio/ogg'],
    ['recorded.webm', 'audio/webm'],
    ['cover.mp3', 'audio/mpeg'],
  ] as const) {
    itUnless(noFfmpeg, `keep nothing of who recorded them and where: ${name}`, async () => {
      expect(tracesIn(await readFile(fixture(name)))).not.toEqual([]);
      for (const { path } of (await ready(fixture(name), mimeType)).files) {
        expect(tracesIn(await readFile(path))).toEqual([]);
      }
    });
  }

  for (const [name, mimeType] of [
    ['note.ogg', 'audio/ogg'],
    ['recorded.webm', 'audio/webm'],
    ['cover.mp3', 'audio/mpeg'],
  ] as const) {
    itUnless(noFfmpeg, `get a waveform and a duration: ${name}`, async () => {
      const note = await ready(fixture(name), mimeType);
      expect(note).toMatchObject({ ...NOTHING, waveform: expect.any(Array) });
      expect(note.duration).toBeCloseTo(3, 1);
      expect(note.files.map(({ variant, mimeType: type, width }) => [variant, type, width])).toEqual([
        ['original', mimeType, null],
      ]);
      const waveform = note.waveform ?? [];
      expect(waveform).toHaveLength(64);
      expect(Math.max(...waveform)).toBe(255);
      // It gets louder from the beginning to the end.
      expect(waveform[0]).toBeLessThan(20);
      expect(waveform[32]).toBeGreaterThan(110);
      expect(waveform[32]).toBeLessThan(145);
      // The picture of the cover is gone.
      expect((await readFile(fileOf(note, 'original').path)).includes('JFIF')).toBe(false);
    });
  }

  const playlist = '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n';
  const bad: [string, string, () => Promise<Buffer> | string | Buffer][] = [
    ['half a video', 'video/mp4', async () => (await readFile(fixture('video.mp4'))).subarray(0, 6_000)],
    ['a playlist that names an address', 'video/mp4', () => playlist],
    ['a list of files', 'video/webm', () => "ffconcat version 1.0\nfile '/etc/passwd'\n"],
    ['noise as audio', 'audio/mpeg', () => Buffer.alloc(5_000, 'abcdefg')],
    ['an image as audio', 'audio/ogg', () => readFile(fixture('gps.jpg'))],
    ['an empty file', 'audio/wav', () => ''],
  ];
  for (const [name, mimeType, make] of bad) {
    itUnless(noFfmpeg, `are rejected when they are broken: ${name}`, async () => {
      const path = await write('bad', await make());
      expect(await processed(path, mimeType)).toEqual({ status: 'rejected', reason: 'broken' });
      expect(await readdir(into())).toEqual(['bad']);
      expect((await ready(fixture('note.ogg'), 'audio/ogg')).duration).toBeCloseTo(3, 1);
    });
  }

  itUnless(noFfmpeg, 'are rejected when they last longer than four hours', async () => {
    const path = await write('long.mp4', '');
    // Three pictures in five hours.
    const pictures = ['-f', 'lavfi', '-i', 'color=s=16x16:r=1/6000:d=18000'];
    spawnSync('ffmpeg', ['-y', '-v', 'error', ...pictures, '-c:v', 'mpeg4', path]);
    expect(await processed(path, 'video/mp4')).toEqual({ status: 'rejected', reason: 'too_long' });
    expect(await readdir(into())).toEqual(['long.mp4']);
  });
});

describe('video and audio without ffmpeg', () => {
  const { PATH } = process.env;
  beforeAll(() => {
    process.env.PATH = '/nowhere';
  });
  afterAll(() => {
    process.env.PATH = PATH;
  });
  // A process started with the other PATH would find it.
  const without = useProcessor();

  it.each([
    ['video.mp4', 'video/mp4'],
    ['note.ogg', 'audio/ogg'],
    ['turned.mov', 'video/quicktime'],
  ])('stay as they were uploaded: %s', async (name, mimeType) => {
    const recording = await without.ready(fixture(name), mimeType);
    expect(recording).toEqual({ status: 'ready', files: [], duration: null, ...NOTHING });
    expect(await readdir(without.into())).toEqual([]);
  });

  it('does not keep images from being processed', async () => {
    expect((await without.ready(fixture('gps.jpg'), 'image/jpeg')).files).toHaveLength(3);
  });
});
