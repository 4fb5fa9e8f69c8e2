import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Sharp } from 'sharp';

import { type ProcessedFile, Rejection, type Variant } from '../processed.js';

/** The files that one job writes. All begin with the name of the job, so that its caller finds and removes them after a crash. */
export class Results {
  constructor(
    private readonly into: string,
    private readonly job: string,
  ) {}

  pathOf(part: Variant | 'poster'): string {
    return join(this.into, `${this.job}.${part}`);
  }

  /** Encodes and writes an image. @throws Rejection broken, when it cannot be decoded; an error of the file system, when that fails */
  async saveImage(variant: Variant, image: Sharp): Promise<ProcessedFile & { width: number; height: number }> {
    const { data, info } = await decoded(image.toBuffer({ resolveWithObject: true }));
    const path = this.pathOf(variant);
    await writeFile(path, data);
    const { format, width, pageHeight, height } = info;
    return { variant, path, mimeType: `image/${format}`, width, height: pageHeight ?? height };
  }
}

/** What fails in sharp while nothing is written is the fault of the image, unless the machine failed. @throws Rejection broken */
export async function decoded<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw isOfTheMachine(error) ? error : new Rejection('broken', error);
  }
}

/** Whether there was no memory, or the file could not be read: another attempt may go better. libvips says so only in its sentences. */
export const isOfTheMachine = (error: unknown): boolean =>
  /out of memory|unable to open|input file is missing|too many open files|input\/output error/i.test(String(error));
