import { spawn } from 'node:child_process';

import { FFMPEG_BYTES, JOB_MS, MAX_PIXELS } from '../limits.js';
import { LimitError, Rejection } from '../processed.js';

/** Bytes of output that are kept: a probe writes a few kilobytes, pictures and sound go elsewhere. */
const MAX_OUTPUT = 1_000_000;
const MAX_ERRORS = 4_000;

/** Kilobytes of memory and seconds of processor time, then the program. A system that cannot limit them goes without. */
const BOUNDED = `ulimit -v ${FFMPEG_BYTES / 1024} 2>/dev/null; ulimit -t ${JOB_MS / 1000}; exec "$@"`;

/** The decoders of what phones and browsers record. No others are opened, whatever the file asks for. */
const DECODERS = [
  'h264,hevc,mpeg4,h263,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,libaom-av1,theora,mjpeg,prores',
  'aac,aac_latm,mp3,mp3float,opus,libopus,vorbis,libvorbis,flac,alac,speex,libspeex',
  'amrnb,amrwb,libopencore_amrnb,libopencore_amrwb',
  'pcm_u8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_alaw,pcm_mulaw',
].join(',');

/** What the shell answers when it cannot start a program. */
const NOT_STARTED = [126, 127];
/** ffmpeg has one exit code for a broken file and a full disk. */
const OF_THE_MACHINE = /No space left|quota exceeded|No such file|Too many open files/i;
/** Linux promises more memory than it has, so this means FFMPEG_BYTES. */
const OVER_LIMIT = /Cannot allocate memory/i;

/** How ffmpeg and ffprobe read an upload: as this format only, from this file only, in one thread. */
export function inputOf(path: string, format: string): string[] {
  const bounds = ['-protocol_whitelist', 'file,pipe', '-codec_whitelist', DECODERS];
  return [...bounds, '-max_pixels', String(MAX_PIXELS), '-threads', '1', '-f', format, '-i', `file:${path}`];
}

let found: Promise<boolean> | undefined;

/** Whether ffmpeg and ffprobe are installed. Looked up once in the life of this process, which ends when it is idle. */
export function hasFfmpeg(): Promise<boolean> {
  found ??= Promise.all([run('ffmpeg', ['-version']), run('ffprobe', ['-version'])]).then(
    () => true,
    () => false,
  );
  return found;
}

/**
 * @param hear gets the output; without it the output is returned
 * @throws Rejection broken if the file is at fault; LimitError if it takes too much memory; another error if the disk is full or the program
 *   was killed
 */
export async function run(
  program: 'ffmpeg' | 'ffprobe',
  args: string[],
  hear?: (bytes: Buffer) => void,
): Promise<string> {
  const quiet = ['-hide_banner', '-v', 'error', ...(program === 'ffmpeg' ? ['-nostdin', '-y'] : [])];
  const child = spawn('/bin/sh', ['-c', BOUNDED, 'sh', program, ...quiet, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => {
    if (hear) hear(bytes);
    else if (output.length < MAX_OUTPUT) output += bytes.toString();
  });
  child.stderr.on('data', (bytes: Buffer) => {
    if (errors.length < MAX_ERRORS) errors += bytes.toString();
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, exitSignal) => resolve([exitCode, exitSignal]));
  });
  if (code === 0) return output;
  const sentence = `${program} ended (${signal ?? code}): ${errors}`;
  if (OVER_LIMIT.test(errors)) throw new LimitError(sentence);
  const failure = new Error(sentence);
  const isOfTheMachine = code === null || NOT_STARTED.includes(code) || OF_THE_MACHINE.test(errors);
  if (isOfTheMachine) throw failure;
  throw new Rejection('broken', failure);
}
