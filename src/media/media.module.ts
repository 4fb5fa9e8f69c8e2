import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { Config } from '../platform/config/config.js';
import { HealthChecks } from '../platform/health/checks.js';
import { Media } from './media.entity.js';
import { MediaAccess, MediaLibrary } from './media-library.js';
import { MediaChecks, MediaSweep } from './media-sweep.js';
import { MediaController } from './media.controller.js';
import { MediaStorage } from './storage/media-storage.js';
import { openStorage } from './storage/open-storage.js';
import { UploadLifecycle } from './uploads/upload-lifecycle.js';
import { UploadAllowance } from './uploads/upload-allowance.js';
import { UploadForms } from './uploads/upload-forms.js';
import { Uploads } from './uploads/uploads.js';

/** The storage of this server, which is checked before the server counts as ready. */
const storage = {
  provide: MediaStorage,
  inject: [Config, HealthChecks],
  async useFactory(config: Config, checks: HealthChecks): Promise<MediaStorage> {
    const opened = await openStorage(config.MEDIA_STORAGE, config);
    checks.add('media', () => opened.usable());
    return opened;
  },
};

/** Uploads, the storage of their files, and who may read them. The storage may be replaced here without looking elsewhere. */
@Module({
  imports: [TypeOrmModule.forFeature([Media])],
  controllers: [MediaController],
  providers: [
    Uploads,
    UploadAllowance,
    UploadForms,
    UploadLifecycle,
    storage,
    MediaAccess,
    MediaChecks,
    MediaLibrary,
    MediaSweep,
  ],
  exports: [Uploads, MediaLibrary, UploadLifecycle, MediaStorage],
})
export class MediaModule {}
