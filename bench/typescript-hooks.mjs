/**
 * Compiles the benchmarks while they are imported, and maps the server to the built one: `../src/x.js` is `dist/src/x.js`. So the
 * benchmarks measure what `npm start` runs.
 */
import { fileURLToPath } from 'node:url';

import { transformFile } from '@swc/core';

const here = new URL('./', import.meta.url).href;
const root = new URL('../', import.meta.url).href;
const options = { swcrc: false, jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, sourceMaps: 'inline' };

export function resolve(specifier, context, next) {
  if (!specifier.startsWith('.') || !context.parentURL?.startsWith(here)) return next(specifier, context);
  const { href } = new URL(specifier, context.parentURL);
  if (href.startsWith(here) && href.endsWith('.js')) return { url: href.replace(/\.js$/, '.ts'), shortCircuit: true };
  if (href.startsWith(`${root}src/`) || href === `${root}ormconfig.js`)
    return { url: href.replace(root, `${root}dist/`), shortCircuit: true };
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.startsWith(here) || !url.endsWith('.ts')) return next(url, context);
  const { code } = await transformFile(fileURLToPath(url), options);
  return { format: 'module', source: code, shortCircuit: true };
}
