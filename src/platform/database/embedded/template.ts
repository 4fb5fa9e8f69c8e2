import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * A migrated, empty database directory made by the build (scripts/make-template.mjs).
 * Copying it takes a fraction of the time that initdb and the migrations do.
 * Looked for beside the built code, and in `dist` for code that runs from its sources, as in tests.
 */
const PLACES = ['../../../../pglite-template', '../../../../dist/pglite-template'];

/** @returns the template's path; undefined before the first build */
export function findTemplate(): string | undefined {
  return PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) => existsSync(path));
}
