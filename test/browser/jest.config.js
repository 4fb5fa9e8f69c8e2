import { join } from 'node:path';

import base from '../../jest.config.js';

const rootDir = join(import.meta.dirname, '../..');

/** `npm run test:browser`: one at a time, for a browser wants the machine for itself. */
export default {
  ...base,
  rootDir,
  roots: ['<rootDir>/test/browser'],
  testPathIgnorePatterns: [],
  maxWorkers: 1,
  testTimeout: 90_000,
};
