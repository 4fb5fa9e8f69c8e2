import type { Config } from '../../platform/config/config.js';
import { DiskStorage } from './disk-storage.js';
import type { MediaStorage } from './media-storage.js';
import { S3Storage } from './s3-storage.js';

/** @throws StartError when a setting for it is missing */
export async function openStorage(where: Config['MEDIA_STORAGE'], config: Config): Promise<MediaStorage> {
  return where === 's3' ? S3Storage.open(config) : new DiskStorage(config);
}
