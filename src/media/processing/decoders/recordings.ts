import { existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';

import sharp from 'sharp';

import { type Container, containerOf } from './containers.js';
import { hasFfmpeg, inputOf, run } from './ffmpeg.js';
import { MAX_PIXELS, MAX_SECONDS, MAX_WAVEFORM_SECONDS } from '../limits.js';
import { copyWithoutMetadata } from './mp4-metadata.js';
import { probe, type Recording } from './probe.js';
import { type ProcessedFile, type ProcessingJob, type ReadyMedia, Rejection } from '../processed.js';
import type { Results } from './results.js';
import { smallSizes } from './small-sizes.js';
import { SAMPLE_RATE, Waveform } from './waveform.js';

/** Seconds into a video at which its poster is taken: the first frames are often black. */
const POSTER_AT = 1;

/** How much larger than the upload its copy may be: so many times, and so many bytes more. */
const COPY_GROWTH = 2;
const COPY_OVERHEAD = 1_000_000;

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
 * measures it. Nothing is encoded anew. Without ffmpeg, an MP4 loses its metadata, and other formats stay as they are.
 * @throws Rejection
 */
export async function processRecording(job: ProcessingJob, results: Results): Promise<ReadyMedia> {
  const container = containerOf(job.mimeType);
  if (!container || !(await hasFfmpeg())) return withoutFfmpeg(job, container, results);
  const before = await probe(job.path, container.reads);
  const isVideo = job.kind === 'video' && (before === undefined || before.picture !== undefined);
  if (before) check(before, isVideo);
  const original = await copy(job.path, container, isVideo, results);
  // While a browser records, it does not know yet how long it will be: only the copy says it.
  const after = await probe(original.path, container.reads);
  if (!after) return { ...AS_UPLOADED, files: [original] };
  check(after, isVideo);
  const measured = isVideo ? await video(original, container, after, results) : await audio(original, container, after);
  return { ...AS_UPLOADED, ...measured };
}

async function withoutFfmpeg(job: ProcessingJob, container: Container | undefined, results: Results) {
  if (container?.reads !== 'mov') return AS_UPLOADED;
  const path = results.pathOf('original');
  await copyWithoutMetadata(job.path, path);
  const original: ProcessedFile = { variant: 'original', path, mimeType: job.mimeType, width: null, height: null };
  return { ...AS_UPLOADED, files: [original] };
}

function check({ picture, hasSound, duration }: Recording, isVideo: boolean): void {
  if (!isVideo && !hasSound) throw new Rejection('broken');
  if (isVideo && (picture?.pixels ?? 0) > MAX_PIXELS) throw new Rejection('too_many_pixels');
  if ((duration ?? 0) > MAX_SECONDS) throw new Rejection('too_long');
}

/** Copies the first picture and the first sound: no covers, no subtitles, no tracks of a position. @throws Rejection broken */
async function copy(path: string, container: Container, isVideo: boolean, results: Results): Promise<ProcessedFile> {
  const streams = isVideo ? ['-map', '0:V:0', '-map', '0:a:0?'] : ['-map', '0:a:0'];
  const plain = ['-c', 'copy', '-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact'];
  // The index comes first, so that playing begins before all is loaded.
  const order = container.reads === 'mov' ? ['-movflags', '+faststart'] : [];
  // An index may name the same bytes a million times.
  const limit = COPY_GROWTH * (await stat(path)).size + COPY_OVERHEAD;
  const args = [...inputOf(path, container.reads), ...streams, ...plain, ...order, '-fs', String(limit)];
  const target = results.pathOf('original');
  const mimeType = await writeFirst(container.writes, (format) => run('ffmpeg', [...args, '-f', format, target]));
  if ((await stat(target)).size >= limit) throw new Rejection('broken');
  return { variant: 'original', path: target, mimeType, width: null, height: null };
}

/** Tries one format after the other. @returns the type of the one that could be written @throws Rejection broken */
async function writeFirst(formats: Container['writes'], write: (format: string) => Promise<unknown>): Promise<string> {
  let failure: unknown;
  for (const { format, mimeType } of formats) {
    try {
      await write(format);
      return mimeType;
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
  const { width, height } = picture;
  const { files, placeholder } = await posterOf(original.path, reads, duration, results);
  const all = [{ ...original, width, height }, ...files];
  return { files: all, width, height, duration: rounded(duration), placeholder };
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
  { duration = 0 }: Recording,
): Promise<Partial<ReadyMedia>> {
  if (duration > MAX_WAVEFORM_SECONDS) return { files: [original], duration: rounded(duration) };
  const waveform = await waveformOf(original.path, reads);
  return { files: [original], duration: rounded(waveform.seconds), waveform: waveform.values() };
}

/** @returns milliseconds' precision; null for 0, which means that the file does not say */
function rounded(seconds: number): number | null {
  return Math.round(seconds * 1_000) / 1_000 || null;
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
