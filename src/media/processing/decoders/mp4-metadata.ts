import { constants } from 'node:fs';
import { copyFile, type FileHandle, open } from 'node:fs/promises';

import { Rejection } from '../processed.js';

/** A part of an MP4 file: what it is, and where its content lies. */
interface Box {
  type: string;
  /** Where its header begins, where its content begins and where it ends. */
  at: number;
  from: number;
  to: number;
}

/** Boxes that hold boxes in which metadata lies. */
const HOLDERS = new Set(['moov', 'trak', 'mdia', 'minf', 'moof', 'traf']);
/** Titles, people, positions, XMP. Nothing of it is needed for playing. */
const METADATA = new Set(['udta', 'meta', 'uuid']);
/** A phone writes a few hundred. */
const MAX_BOXES = 20_000;
const ZEROS = Buffer.alloc(64 * 1024);

/**
 * Copies an MP4 or QuickTime file and overwrites its metadata with zeros, for servers without ffmpeg. Everything else stays in its place.
 * Tracks of positions, which some action cameras record, stay.
 * @throws Rejection broken
 */
export async function copyWithoutMetadata(path: string, target: string): Promise<void> {
  await copyFile(path, target, constants.COPYFILE_FICLONE);
  const file = await open(target, 'r+');
  try {
    const end = (await file.stat()).size;
    const seen = await eraseIn(file, 0, end, { left: MAX_BOXES });
    if (!seen.has('moov')) throw new Rejection('broken');
  } finally {
    await file.close();
  }
}

/** @param bound how many boxes may still be read @returns the types of the boxes */
async function eraseIn(file: FileHandle, from: number, to: number, bound: { left: number }): Promise<Set<string>> {
  const seen = new Set<string>();
  let at = from;
  // Less than a header at the end is no box: cameras leave such bytes.
  while (to - at >= 8) {
    bound.left -= 1;
    const box = await boxAt(file, at, to);
    // What follows the index may be anything.
    if (!box && seen.has('moov')) break;
    if (!box || bound.left < 0) throw new Rejection('broken');
    if (METADATA.has(box.type)) await erase(file, box);
    else if (HOLDERS.has(box.type)) await eraseIn(file, box.from, box.to, bound);
    seen.add(box.type);
    at = box.to;
  }
  return seen;
}

/** @returns undefined if it would end behind what holds it */
async function boxAt(file: FileHandle, at: number, end: number): Promise<Box | undefined> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, at);
  const short = buffer.readUInt32BE(0);
  // 1: the size follows in 64 bits. 0: to the end.
  const header = short === 1 ? 16 : 8;
  const size = short === 1 ? Number(buffer.readBigUInt64BE(8)) : short === 0 ? end - at : short;
  if (bytesRead < header || size < header || at + size > end) return undefined;
  return { type: buffer.toString('latin1', 4, 8), at, from: at + header, to: at + size };
}

/** Makes the box a gap of the same size, so that nothing else has to move. */
async function erase(file: FileHandle, box: Box): Promise<void> {
  await file.write(Buffer.from('free'), 0, 4, box.at + 4);
  for (let at = box.from; at < box.to; at += ZEROS.length) {
    await file.write(ZEROS, 0, Math.min(ZEROS.length, box.to - at), at);
  }
}
