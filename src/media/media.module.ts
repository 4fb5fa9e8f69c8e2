import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { Media, MediaContent, MediaJob, MediaObject } from './media.entity.js';
import { MediaObjects } from './media-objects.js';
import { JobFigures } from './processing/job-figures.js';
import { MediaJobs } from './processing/media-jobs.js';
import { MediaProcessing } from './processing/media-processing.js';
import { MediaProcessor } from './processing/media-processor.js';
import { MediaWorker } from './processing/media-worker.js';
import { ProcessedMedia } from './processing/processed-media.js';
import { MediaAccess, MediaLibrary } from './media-library.js';
import { MediaChecks } from './media-checks.js';
import { MediaSweep } from './media-sweep.js';
import { MediaController } from './media.controller.js';
import { UploadLifecycle } from './uploads/upload-lifecycle.js';
import { MediaStorage } from './media-storage.js';
import { ResumableUploadsController } from './resumable/resumable-uploads.controller.js';
import { ResumableUploads } from './resumable/resumable-uploads.js';
import { Tus } from './resumable/tus.js';
import { UploadAllowance } from './uploads/upload-allowance.js';
import { UploadForms } from './uploads/upload-forms.js';
import { Uploads } from './uploads/uploads.js';
import { ResumableUpload, UploadCount } from './uploads/upload.entity.js';
import { UsageController } from './uploads/usage.controller.js';

/** Uploads, the storage of their files, and who may read them. The storage may be replaced here without looking elsewhere. */
@Module({
  imports: [TypeOrmModule.forFeature([Media, MediaContent, MediaJob, MediaObject, UploadCount, ResumableUpload])],
  controllers: [ResumableUploadsController, MediaController, UsageController],
  providers: [
    Uploads,
    UploadAllowance,
    UploadForms,
    UploadLifecycle,
    MediaStorage,
    JobFigures,
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
    ResumableUploads,
    Tus,
  ],
  exports: [Uploads, MediaLibrary, UploadLifecycle, MediaStorage, ProcessedMedia],
})
export class MediaModule {}
