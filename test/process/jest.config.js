import { join } from 'node:path';

import base from '../../jest.config.js';

const rootDir = join(import.meta.dirname, '../..');

/** `npm run test:process`: what starts and ends servers all the time, which takes long. */
export default {
  ...base,
  rootDir,
  roots: ['<rootDir>/test/process'],
  testPathIgnorePatterns: [],
};
