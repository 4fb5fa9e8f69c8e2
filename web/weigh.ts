import { gzipSync } from 'node:zlib';

import type { Plugin } from 'vite';

/** The limit in bytes for the first view of the page, compressed: all files but those that are fetched on demand. */
const MOST = 300 * 1024;
/** Fetched on demand, and not for the first view of a chat. */
const ON_DEMAND = /emojis|\.map$/;

/** Prints the size of the page, and fails the build if it is too large. */
export function weigh(): Plugin {
  return {
    name: 'weigh',
    writeBundle(_options, bundle) {
      const files = Object.values(bundle).filter(({ fileName }) => !ON_DEMAND.test(fileName));
      const total = files.reduce((sum, file) => sum + gzipSync('code' in file ? file.code : file.source).length, 0);
      const kilobytes = (total / 1024).toFixed(1);
      console.log(`The page weighs ${kilobytes} KB gzip, of ${MOST / 1024} allowed.`);
      if (total > MOST) this.error(`The page weighs ${kilobytes} KB gzip: no more than ${MOST / 1024} are allowed.`);
    },
  };
}
