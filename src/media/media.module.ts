import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { Media, MediaContent, MediaJob, MediaObject } from './media.entity.js';
import { MediaObjects } from './media-objects.js';
import { MediaJobs } from './processing/media-jobs.js';
import { MediaProcessing } from './processing/media-processing.js';
import { MediaProcessor } from './processing/media-processor.js';
import { MediaWorker } from './processing/media-worker.js';
import { ProcessedMedia } from './processing/processed-media.js';
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
  imports: [TypeOrmModule.forFeature([Media, MediaContent, MediaJob, MediaObject])],
  controllers: [MediaController],
  providers: [
    Uploads,
    UploadAllowance,
    UploadForms,
    UploadLifecycle,
    MediaStorage,
    MediaAccess,
    MediaChecks,
    MediaJobs,
    MediaLibrary,
    MediaObjects,
    MediaProcessing,
    MediaProcessor,
    MediaSweep,
    MediaWorker,
    ProcessedMedia,
  ],
  exports: [Uploads, MediaLibrary, UploadLifecycle, MediaStorage, ProcessedMedia],
})
export class MediaModule {}
