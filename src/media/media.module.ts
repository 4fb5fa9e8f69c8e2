import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { UsersModule } from '../users/users.module.js';
import { AvatarUploads } from './avatars/avatar-uploads.js';
import { MyAvatarController } from './avatars/my-avatar.controller.js';
import { UserAvatar } from './avatars/user-avatar.entity.js';
import { UserAvatars } from './avatars/user-avatars.js';
import { Config } from '../platform/config/config.js';
import { HealthChecks } from '../platform/health/checks.js';
import { Media, MediaContent, MediaJob, MediaObject } from './media.entity.js';
import { MediaObjects } from './media-objects.js';
import { JobFigures } from './processing/queue/job-figures.js';
import { MediaJobs } from './processing/queue/media-jobs.js';
import { MediaProcessing } from './processing/queue/media-processing.js';
import { FfmpegNotice } from './processing/child/ffmpeg-notice.js';
import { MediaProcessor } from './processing/child/media-processor.js';
import { MediaWorker } from './processing/queue/media-worker.js';
import { ProcessedMedia } from './processing/queue/processed-media.js';
import { MediaAccess, MediaLibrary } from './media-library.js';
import { MediaChecks } from './media-checks.js';
import { DirectUploadCompletion } from './direct/direct-upload-completion.js';
import { DirectUploadLifecycle } from './direct/direct-upload-lifecycle.js';
import { DirectUploadsController } from './direct/direct-uploads.controller.js';
import { MediaSweep } from './media-sweep.js';
import { UnusedUploads } from './unused-uploads.js';
import { MediaController } from './media.controller.js';
import { MediaStorage } from './storage/media-storage.js';
import { openStorage } from './storage/open-storage.js';
import { UploadLifecycle } from './uploads/upload-lifecycle.js';
import { ResumableUploadsController } from './resumable/resumable-uploads.controller.js';
import { ResumableUploads } from './resumable/resumable-uploads.js';
import { Tus } from './resumable/tus.js';
import { UploadAllowance } from './uploads/upload-allowance.js';
import { UploadForms } from './uploads/upload-forms.js';
import { Uploads } from './uploads/uploads.js';
import { ResumableUpload, UploadCount } from './uploads/upload.entity.js';
import { UsageCheck } from './uploads/usage-check.js';
import { UsageController } from './uploads/usage.controller.js';

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
  imports: [
    TypeOrmModule.forFeature([Media, MediaContent, MediaJob, MediaObject, UserAvatar, UploadCount, ResumableUpload]),
    UsersModule,
  ],
  controllers: [
    ResumableUploadsController,
    DirectUploadsController,
    MediaController,
    MyAvatarController,
    UsageController,
  ],
  providers: [
    Uploads,
    UploadAllowance,
    UploadForms,
    UploadLifecycle,
    storage,
    FfmpegNotice,
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
    UnusedUploads,
    UsageCheck,
    ProcessedMedia,
    AvatarUploads,
    UserAvatars,
    ResumableUploads,
    Tus,
    DirectUploadLifecycle,
    DirectUploadCompletion,
  ],
  exports: [Uploads, MediaLibrary, UploadLifecycle, MediaStorage, ProcessedMedia, AvatarUploads, UserAvatars],
})
export class MediaModule {}
