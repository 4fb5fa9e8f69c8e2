import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';

import { childEnvironment } from '../../../platform/config/child-environment.js';

/** Says at the start what is not done without ffmpeg. It is not run for this: that would take longer than the rest of the start. */
@Injectable()
export class FfmpegNotice implements OnApplicationBootstrap {
  private readonly logger = new Logger(FfmpegNotice.name);

  async onApplicationBootstrap(): Promise<void> {
    if ((await isInstalled('ffmpeg')) && (await isInstalled('ffprobe'))) return;
    this.logger.warn(
      'ffmpeg and ffprobe are not installed: recordings other than MP4, QuickTime and 3GP are served with the metadata that they were uploaded ' +
        'with, which may name a person or a place',
    );
  }
}

async function isInstalled(program: string): Promise<boolean> {
  for (const directory of (childEnvironment().PATH ?? '').split(delimiter)) {
    try {
      await access(join(directory, program), constants.X_OK);
      return true;
    } catch {
      // It may be in the next one.
    }
  }
  return false;
}
