import type { MultipartFile } from '@fastify/multipart';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { isBlank, oneLine } from '../../contract/rules/typed-text.js';
import { Config } from '../../platform/config/config.js';
import { AppError } from '../../platform/errors/app-error.js';
import { collectForm, readParts, UNREAD_FILE, wellFormed } from '../../platform/http/bodies/form.js';
import { inUtf8 } from '../../platform/http/bodies/percent-encoding.js';
import type { StoredFile } from '../storage/incoming-files.js';
import { MediaStorage } from '../storage/media-storage.js';
import { type MediaType, typeOfUpload } from '../media-type.js';
import type { UploadPass } from './upload-allowance.js';
import { largestFile } from './upload-limits.js';

/** Bytes in UTF-8: file systems count bytes, and the name must fit where a client saves the file. */
const NAME_MAX = 255;

/** NUL and lone surrogates. `oneLine` removes the other characters that do not belong in a line. */
const UNFIT = /[\0\p{Cs}]/gu;
const EXTENSION = /(\.tar)?\.[^\s.]{1,20}$/i;

/** The only escapes that browsers write in the file name of a part (WHATWG HTML, "multipart form data"). */
const BROWSERS: Record<string, string> = { '%22': '"', '%0D': '\r', '%0A': '\n' };

/** The name of an uploaded file, from the header of its part; null when there is none. */
export function uploadName(sent: string | undefined): string | null {
  return fileName(sent?.replace(/%22|%0D|%0A/g, (written) => BROWSERS[written] ?? written));
}

/** The name of a file without its folders, to show and never to use as a path; null when nothing is left. */
export function fileName(given: string | undefined): string | null {
  const name = cleanName(given?.split(/[/\\]/).at(-1) ?? '');
  return name === '.' || name === '..' ? null : name;
}

/** A name as one line. A name that is too long is shortened before its extension. Null when the name is blank. */
export function cleanName(given: string): string | null {
  const name = oneLine(given.replace(UNFIT, ''));
  if (isBlank(name)) return null;
  if (Buffer.byteLength(name) <= NAME_MAX) return name;
  const extension = EXTENSION.exec(name)?.[0] ?? '';
  return beginning(name, NAME_MAX - Buffer.byteLength(extension)).trim() + extension;
}

/** As many whole characters from the beginning of a text as fit into so many bytes. */
function beginning(text: string, bytes: number): string {
  let left = bytes;
  let end = 0;
  for (const character of text) {
    left -= Buffer.byteLength(character);
    if (left < 0) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** A file of a form that is on disk but is not an upload yet. */
export interface ReceivedFile extends StoredFile, MediaType {
  name: string | null;
}

export interface UploadForm {
  fields: Record<string, unknown>;
  files: ReceivedFile[];
}

/** Reads a file that is not stored. @throws AppError request.too_large */
async function drain({ file }: MultipartFile, limit: number): Promise<void> {
  let size = 0;
  for await (const chunk of wellFormed<Buffer>(file)) {
    size += chunk.length;
    if (size > limit) throw new AppError('request.too_large');
  }
}

/** How many files one form may have. */
export const FILES_MAX = 20;

interface Wanted {
  /** Names of the parts whose files are stored. */
  names: string[];
  pass: UploadPass;
}

/** Reads forms with files. The files are written to disk as they arrive. */
@Injectable()
export class UploadForms {
  constructor(
    private readonly config: Config,
    private readonly storage: MediaStorage,
  ) {}

  /**
   * Reads a whole form. Only file parts with one of the given names are stored (`name[]` and `name[0]` count as `name`). The fields have
   * `UNREAD_FILE` for any other file part.
   * @throws AppError request.malformed, request.too_large, request.timeout, media.too_large, media.daily_limit, plan.limit_reached,
   *   media.unsupported. The stored files are removed then.
   */
  async read(request: FastifyRequest, names: string[], pass: UploadPass): Promise<UploadForm> {
    if (!request.isMultipart()) return { fields: (request.body ?? {}) as Record<string, unknown>, files: [] };
    const form: UploadForm = { fields: {}, files: [] };
    try {
      await this.take(request, { names, pass }, form);
      return form;
    } catch (error) {
      await this.drop(form.files);
      throw error;
    }
  }

  /** Removes those of these files that have not become uploads. */
  async drop(files: StoredFile[]): Promise<void> {
    for (const file of files) await this.storage.drop(file);
  }

  private async take(request: FastifyRequest, { names, pass }: Wanted, form: UploadForm): Promise<void> {
    const fields: [string, unknown][] = [];
    // The parser truncates silently at its limit. One byte more lets the pass see that the file is too large.
    for await (const part of readParts(request, { files: FILES_MAX, fileSize: largestFile(this.config) + 1 })) {
      if (part.type === 'field') fields.push([part.fieldname, part.value]);
      else if (names.includes(part.fieldname.replace(/\[\d*\]$/, '')))
        form.files.push(...(await this.receive(part, pass)));
      else {
        await drain(part, this.config.MEDIA_MAX_BYTES);
        if (part.filename) fields.push([part.fieldname, UNREAD_FILE]);
      }
    }
    form.fields = collectForm(inUtf8(fields));
  }

  /** The file of a part as a list. It is empty when the user of a browser's form chose no file. */
  private async receive(part: MultipartFile, pass: UploadPass): Promise<ReceivedFile[]> {
    const name = uploadName(part.filename);
    const bytes = pass.counted(wellFormed<Buffer>(part.file));
    const stored = await this.storage.store(bytes, largestFile(this.config));
    if (stored.size > 0) return [{ ...stored, name, ...(await typeOfUpload(stored.head, part.mimetype, name)) }];
    await this.storage.drop(stored);
    if (name === null) return [];
    const details = [{ field: part.fieldname, rule: 'notEmpty', message: `the file ${name} is empty` }];
    throw new AppError('media.unsupported', { details });
  }
}
