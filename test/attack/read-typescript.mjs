import { join } from 'node:path';

import { transformFile } from '@swc/core';

const options = { swcrc: false, jsc: { target: 'es2022', parser: { syntax: 'typescript' } } };

/** Imports a list that the tests use as well. @param file of test/support, which imports only types from our files */
export async function fromTests(file) {
  const { code } = await transformFile(join(import.meta.dirname, '..', 'support', file), options);
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}
