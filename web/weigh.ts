import { gzipSync } from 'node:zlib';

import type { Plugin } from 'vite';

/** What a first look may cost, in bytes on the wire: everything of the page but what is fetched when it is asked for. */
const MOST = 300 * 1024;
/** Fetched on demand, none of them for the first look at a chat. */
const ON_DEMAND = /emojis|\.map$/;

/** Says what the page weighs, and fails the build when that is too much. */
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
