import { Metadata } from '@tus/server';
import { isUUID } from 'class-validator';

import { invalid } from '../../platform/errors/app-error.js';
import { fileName } from '../uploads/upload-forms.js';

/** What the client says of the file. Uppy writes `name` and `type`, others `filename` and `filetype`. */
export type UploadMetadata = Partial<Record<'filename' | 'name' | 'filetype' | 'type' | 'id', string | null>>;

/** @param header `Upload-Metadata`, which has been checked */
export const metadataOf = (header: string): UploadMetadata => (header === '' ? {} : Metadata.parse(header));

/** The same header as it is stored. @returns null when it is malformed */
export function storedMetadata(header: string): string | null {
  try {
    return Metadata.stringify(Metadata.parse(header));
  } catch {
    return null;
  }
}

/** The id that the client chose for the media. @returns null when it chose none @throws AppError request.invalid */
export function chosenMediaId({ id }: UploadMetadata): string | null {
  if (id === undefined || id === null || id === '') return null;
  if (!isUUID(id)) throw invalid('Upload-Metadata', 'isUuid', 'id in Upload-Metadata must be a UUID');
  return id.toLowerCase();
}

/** Name and declared type of the file. */
export function describedFile({ filename, name, filetype, type }: UploadMetadata): {
  name: string | null;
  declared: string;
} {
  return { name: fileName(filename ?? name ?? undefined), declared: (filetype ?? type ?? '').toLowerCase() };
}
