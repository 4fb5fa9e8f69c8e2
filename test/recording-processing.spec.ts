import { spawnSync } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import sharp from 'sharp';

import { itUnless } from './support/it-unless.js';
import { repeatingMp4 } from './support/repeating-mp4.js';
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
      expect(note).toMatchObject({ width: null, height: null, placeholder: null });
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

  itUnless(noFfmpeg, 'are cleaned but not measured when they need a rare decoder', async () => {
    const path = await write('rare.mov', '');
    const picture = ['-f', 'lavfi', '-i', 'testsrc=d=1:s=32x32:r=2', '-metadata', 'artist=PARLEY-CAMERA-OWNER'];
    spawnSync('ffmpeg', ['-y', '-v', 'error', ...picture, '-c:v', 'qtrle', path]);
    expect(tracesIn(await readFile(path))).not.toEqual([]);
    const video = await ready(path, 'video/quicktime');
    expect(video).toMatchObject({ ...NOTHING, duration: null });
    expect(video.files.map(({ variant, mimeType }) => [variant, mimeType])).toEqual([['original', 'video/quicktime']]);
    expect(tracesIn(await readFile(fileOf(video, 'original').path))).toEqual([]);
  });

  itUnless(noFfmpeg, 'are rejected when a copy would be much larger than the upload', async () => {
    // 2 GB, if it was written to the end.
    const path = await write('repeating', repeatingMp4(20_000, 100_000));
    const job = processed(path, 'audio/mp4');
    const over = new AbortController();
    void job.finally(() => over.abort());
    let largest = 0;
    while (!over.signal.aborted) {
      const sizes = (await readdir(into())).map((name) =>
        stat(join(into(), name)).then(
          ({ size }) => size,
          () => 0,
        ),
      );
      largest = Math.max(largest, ...(await Promise.all(sizes)));
    }
    expect(await job).toEqual({ status: 'rejected', reason: 'broken' });
    expect(largest).toBeLessThan(5_000_000);
    expect(await readdir(into())).toEqual(['repeating']);
  });

  itUnless(noFfmpeg, 'are rejected when they last longer than four hours', async () => {
    const path = await write('long.webm', '');
    // Four pictures in five hours.
    const pictures = ['-f', 'lavfi', '-i', 'color=s=16x16:r=1:d=4,setpts=N*6000/TB'];
    spawnSync('ffmpeg', ['-y', '-v', 'error', ...pictures, '-vsync', 'vfr', '-c:v', 'libvpx', path]);
    expect(await processed(path, 'video/webm')).toEqual({ status: 'rejected', reason: 'too_long' });
    expect(await readdir(into())).toEqual(['long.webm']);
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
    ['note.ogg', 'audio/ogg'],
    ['recorded.webm', 'audio/webm'],
    ['cover.mp3', 'audio/mpeg'],
  ])('stay as they were uploaded: %s', async (name, mimeType) => {
    const recording = await without.ready(fixture(name), mimeType);
    expect(recording).toEqual({ status: 'ready', files: [], duration: null, ...NOTHING });
    expect(await readdir(without.into())).toEqual([]);
  });

  it.each([
    ['video.mp4', 'video/mp4'],
    ['turned.mov', 'video/quicktime'],
  ])('lose the position and the owner all the same: %s', async (name, mimeType) => {
    const before = await readFile(fixture(name));
    expect(tracesIn(before)).not.toEqual([]);
    const video = await without.ready(fixture(name), mimeType);
    expect(video).toMatchObject({ duration: null, ...NOTHING, files: [{ variant: 'original', mimeType }] });
    const after = await readFile(fileOf(video, 'original').path);
    expect(tracesIn(after)).toEqual([]);
    // Picture and sound are where they were.
    const media = before.indexOf('mdat');
    const index = before.indexOf('moov');
    expect(index).toBeGreaterThan(media);
    expect(after.subarray(0, index)).toEqual(before.subarray(0, index));
    expect(after).toHaveLength(before.length);
    if (noFfmpeg) return;
    const played = spawnSync(
      'ffprobe',
      ['-v', 'error', '-show_entries', 'format=duration', fileOf(video, 'original').path],
      {
        env: { PATH },
        encoding: 'utf8',
      },
    );
    expect(played).toMatchObject({ status: 0, stderr: '' });
    expect(played.stdout).toContain('duration=2.0');
  });

  it.each([
    ['half a video', async () => (await readFile(fixture('video.mp4'))).subarray(0, 6_000)],
    [
      'a box that is larger than the file',
      () => Promise.resolve(Buffer.from('\0\0\x01\0moov\0\0\0\x08trak', 'latin1')),
    ],
    ['boxes without end', () => Promise.resolve(Buffer.alloc(400_000, Buffer.from('\0\0\0\x08free', 'latin1')))],
  ])('are rejected when they are broken: %s', async (_, make) => {
    const path = await without.write('bad', await make());
    expect(await without.process(path, 'video/mp4')).toEqual({ status: 'rejected', reason: 'broken' });
    expect(await readdir(without.into())).toEqual(['bad']);
  });

  it('does not keep images from being processed', async () => {
    expect((await without.ready(fixture('gps.jpg'), 'image/jpeg')).files).toHaveLength(3);
  });
});
