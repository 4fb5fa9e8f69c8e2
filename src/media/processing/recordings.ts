import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';

import sharp from 'sharp';

import { type Container, containerOf } from './containers.js';
import { hasFfmpeg, inputOf, isDecoded, run } from './ffmpeg.js';
import { MAX_PIXELS, MAX_SECONDS, MAX_WAVEFORM_SECONDS } from './limits.js';
import { probe, type Recording } from './probe.js';
import { type ProcessedFile, type ProcessingJob, type ReadyMedia, Rejection } from './processed.js';
import type { Results } from './results.js';
import { smallSizes } from './small-sizes.js';
import { SAMPLE_RATE, Waveform } from './waveform.js';

/** Seconds into a video at which its poster is taken: the first frames are often black. */
const POSTER_AT = 1;

const AS_UPLOADED: ReadyMedia = {
  status: 'ready',
  files: [],
  width: null,
  height: null,
  duration: null,
  placeholder: null,
  waveform: null,
};

/**
 * Video and audio: copies picture and sound into a file without metadata and further tracks, which phones use for the position, and
 * measures it. Nothing is encoded anew. Without ffmpeg the upload stays as it is.
 * @throws Rejection
 */
export async function processRecording(job: ProcessingJob, results: Results): Promise<ReadyMedia> {
  const container = containerOf(job.mimeType);
  if (!container || !(await hasFfmpeg())) return AS_UPLOADED;
  const before = await probe(job.path, container.reads);
  const isVideo = job.kind === 'video' && before.picture !== undefined;
  check(before, isVideo);
  const original = await copy(job.path, container, isVideo, results);
  // While a browser records, it does not know yet how long it will be: only the copy says it.
  const after = await probe(original.path, container.reads);
  check(after, isVideo);
  const measured = isVideo ? await video(original, container, after, results) : await audio(original, container, after);
  return { ...AS_UPLOADED, ...measured };
}

function check({ picture, sound, duration }: Recording, isVideo: boolean): void {
  if (!isVideo && !sound) throw new Rejection('broken');
  if (isVideo && (picture?.pixels ?? 0) > MAX_PIXELS) throw new Rejection('too_many_pixels');
  if ((duration ?? 0) > MAX_SECONDS) throw new Rejection('too_long');
}

/** Copies the first picture and the first sound: no covers, no subtitles, no tracks of a position. @throws Rejection broken */
async function copy(path: string, container: Container, isVideo: boolean, results: Results): Promise<ProcessedFile> {
  const streams = isVideo ? ['-map', '0:V:0', '-map', '0:a:0?'] : ['-map', '0:a:0'];
  const plain = ['-c', 'copy', '-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact'];
  const target = results.pathOf('original');
  let failure: unknown;
  for (const { format, mimeType } of container.writes) {
    // The index comes first, so that playing begins before all is loaded.
    const order = container.reads === 'mov' ? ['-movflags', '+faststart'] : [];
    try {
      await run('ffmpeg', [
        ...inputOf(path, container.reads),
        ...streams,
        ...plain,
        ...order,
        '-f',
        format,
        `file:${target}`,
      ]);
      return { variant: 'original', path: target, mimeType, width: null, height: null };
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      failure = error;
    }
  }
  throw new Rejection('broken', failure);
}

async function video(
  original: ProcessedFile,
  { reads }: Container,
  { picture, duration = 0 }: Recording,
  results: Results,
): Promise<Partial<ReadyMedia>> {
  if (!picture) throw new Rejection('broken');
  const { width, height, codec } = picture;
  const poster = await unlessUnknown(codec, () => posterOf(original.path, reads, duration, results));
  const files = [{ ...original, width, height }, ...(poster?.files ?? [])];
  return { files, width, height, duration: duration || null, placeholder: poster?.placeholder ?? null };
}

async function posterOf(path: string, reads: string, duration: number, results: Results) {
  const poster = results.pathOf('poster');
  // Square pixels, as the video is shown. ffmpeg applies the rotation.
  const picture = ['-map', '0:V:0', '-frames:v', '1', '-vf', 'scale=iw*sar:ih,setsar=1', '-pix_fmt', 'rgb24'];
  const takeAt = (seconds: number) =>
    run('ffmpeg', ['-ss', String(seconds), ...inputOf(path, reads), ...picture, '-c:v', 'png', '-f', 'image2', poster]);
  try {
    await takeAt(Math.min(POSTER_AT, duration / 2));
    if (!existsSync(poster)) await takeAt(0);
    return await smallSizes(sharp(poster, { limitInputPixels: MAX_PIXELS }), results);
  } finally {
    await rm(poster, { force: true });
  }
}

async function audio(
  original: ProcessedFile,
  { reads }: Container,
  recording: Recording,
): Promise<Partial<ReadyMedia>> {
  const { sound = '', duration = 0 } = recording;
  if (duration > MAX_WAVEFORM_SECONDS) return { files: [original], duration };
  const waveform = await unlessUnknown(sound, () => waveformOf(original.path, reads));
  return { files: [original], duration: waveform?.seconds ?? (duration || null), waveform: waveform?.values() ?? null };
}

async function waveformOf(path: string, reads: string): Promise<Waveform> {
  const waveform = new Waveform();
  const samples = ['-map', '0:a:0', '-ac', '1', '-ar', String(SAMPLE_RATE), '-f', 's16le', 'pipe:1'];
  // Some formats do not say how long they are.
  const bound = ['-t', String(MAX_WAVEFORM_SECONDS)];
  await run('ffmpeg', [...bound, ...inputOf(path, reads), ...samples], (bytes) => waveform.add(bytes));
  if (waveform.seconds === 0) throw new Rejection('broken');
  return waveform;
}

/** What cannot be decoded is broken, unless it needs a decoder that is not used here: then it has no poster or waveform. */
async function unlessUnknown<Result>(codec: string, work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Rejection && !isDecoded(codec)) return null;
    throw error;
  }
}
