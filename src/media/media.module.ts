import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { Media } from './media.entity.js';
import { MediaAccess, MediaLibrary } from './media-library.js';
import { MediaChecks, MediaSweep } from './media-sweep.js';
import { MediaController } from './media.controller.js';
import { UploadLifecycle } from './uploads/upload-lifecycle.js';
import { MediaStorage } from './media-storage.js';
import { UploadAllowance } from './uploads/upload-allowance.js';
import { UploadForms } from './uploads/upload-forms.js';
import { Uploads } from './uploads/uploads.js';

/** Uploads, the storage of their files, and who may read them. The storage may be replaced here without looking elsewhere. */
@Module({
  imports: [TypeOrmModule.forFeature([Media])],
  controllers: [MediaController],
  providers: [
    Uploads,
    UploadAllowance,
    UploadForms,
    UploadLifecycle,
    MediaStorage,
    MediaAccess,
    MediaChecks,
    MediaLibrary,
    MediaSweep,
  ],
  exports: [Uploads, MediaLibrary, UploadLifecycle, MediaStorage],
})
export class MediaModule {}
